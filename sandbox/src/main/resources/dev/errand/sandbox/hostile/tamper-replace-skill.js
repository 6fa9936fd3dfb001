// attempt: replaces a skill
// must: throw TypeError
globalThis.mail = {send: 1};
