// attempt: answers for the species of promises
// must: complete 1
Object.defineProperty(Promise, Symbol.species, {get() { throw new Error('no'); }}); return 1;
