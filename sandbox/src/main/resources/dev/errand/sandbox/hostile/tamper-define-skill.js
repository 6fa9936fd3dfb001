// attempt: defines a skill anew
// must: throw TypeError
Object.defineProperty(globalThis, 'mail', {value: 1});
