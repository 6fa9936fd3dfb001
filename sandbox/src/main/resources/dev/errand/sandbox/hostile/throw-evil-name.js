// attempt: throws an error without a name
// must: throw Error
const e = new Error('m'); Object.defineProperty(e, 'name', {get() { throw e; }}); throw e;
