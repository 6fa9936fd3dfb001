// attempt: listens on Function.prototype
// must: complete [null]
const heard = [];
for (const name of ['call', 'apply', 'bind']) {
  const real = Function.prototype[name];
  Function.prototype[name] = function (...values) { heard.push(name); return Reflect.apply(real, this, values); };
}
const answer = mail.send('x', {a: [1]});
return heard.length ? heard : [answer];
