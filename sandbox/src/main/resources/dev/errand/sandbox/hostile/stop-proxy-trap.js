// attempt: stops inside a trap
// must: stop
try { 'x' in new Proxy({}, {has: () => mail.send('stop')}); } finally { user.say('ESCAPED'); }
