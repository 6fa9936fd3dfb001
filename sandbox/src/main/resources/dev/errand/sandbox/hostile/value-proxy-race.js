// attempt: counts how often a proxy is asked
// must: complete 1
let asked = 0;
const proxy = new Proxy({to: 'a'}, {getOwnPropertyDescriptor(target, key) { asked++; return Reflect.getOwnPropertyDescriptor(target, key); }});
mail.send(proxy);
return asked;
