// attempt: leaves a template open
// must: throw SyntaxError
return `
