// attempt: returns a thenable that throws
// must: throw Error
return {get then() { throw new Error('then'); }};
