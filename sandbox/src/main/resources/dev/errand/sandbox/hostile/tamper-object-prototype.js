// attempt: puts accessors on Object.prototype
// must: complete ["mail.send"]
for (const name of ['value', 'get', 'set', 'enumerable', 'closed', 'parent', 'text', 'subject', 'opens', 'depth', 'key', 'count']) {
  Object.defineProperty(Object.prototype, name, {__proto__: null, get() { return 'forged'; }, set() { user.say('ESCAPED'); }, configurable: true});
}
mail.search('x');
mail.send('x');
return ['mail.send'];
