// attempt: replaces then and keeps what passes
// must: complete "kept"
const then = Promise.prototype.then;
Promise.prototype.then = function (...handlers) { return Reflect.apply(then, this, handlers); };
Object.defineProperty(Promise.prototype, 'constructor', {get() { return Promise; }});
await null;
return 'kept';
