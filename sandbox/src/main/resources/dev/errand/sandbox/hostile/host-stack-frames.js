// attempt: looks for host frames in a stack trace
// must: complete false
let text = '';
try { mail.send('fail'); } catch (e) { text = e.stack; }
return /java|prelude|install|builtin/i.test(text) ? text : false;
