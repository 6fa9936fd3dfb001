// attempt: contains itself
// must: throw TypeError
const a = {}; a.b = {c: [a]}; mail.send(a);
