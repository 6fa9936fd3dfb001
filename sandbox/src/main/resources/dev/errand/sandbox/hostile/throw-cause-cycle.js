// attempt: throws an error that causes itself
// must: throw Error
const e = new Error('x'); e.cause = e; throw e;
