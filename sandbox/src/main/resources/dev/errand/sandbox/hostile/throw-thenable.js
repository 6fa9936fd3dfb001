// attempt: returns a thenable that never settles
// must: throw Error
return {then() {}};
