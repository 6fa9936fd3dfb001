// attempt: makes a getter that looks closed
// must: complete [null,0]
let opened = 0; const m = {get body() { opened++; return 'mine'; }}; const [real] = mail.search('x'); Object.defineProperty(m, 'body', Object.getOwnPropertyDescriptor(real, 'body')); return [mail.send(m), opened];
