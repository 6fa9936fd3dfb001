// attempt: leaves a comment open
// must: throw SyntaxError
return 1; /*
