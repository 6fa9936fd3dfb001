// attempt: stops inside a replacement
// must: stop
try { 'abc'.replace(/b/g, () => mail.send('stop')); } finally { user.say('ESCAPED'); }
