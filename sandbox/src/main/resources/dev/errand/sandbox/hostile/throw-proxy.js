// attempt: throws a proxy
// must: throw Error
throw new Proxy({}, {get() { throw new Error('again'); }, getPrototypeOf() { throw 1; }, ownKeys() { throw 2; }});
