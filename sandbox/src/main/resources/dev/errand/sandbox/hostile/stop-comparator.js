// attempt: stops inside a sort
// must: stop
try { [3, 2, 1].sort(() => mail.send('stop')); } finally { user.say('ESCAPED'); }
