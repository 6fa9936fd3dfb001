// attempt: is nested without end
// must: throw TypeError
let a = {}; for (let i = 0; i < 5000; i++) a = {a}; mail.send(a);
