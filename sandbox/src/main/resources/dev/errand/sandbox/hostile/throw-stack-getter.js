// attempt: throws an error with a stack of its own
// must: throw Error
const e = new Error('x'); Object.defineProperty(e, 'stack', {get() { for (;;); }}); throw e;
