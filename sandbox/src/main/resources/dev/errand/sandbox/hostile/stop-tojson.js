// attempt: stops inside JSON.stringify
// must: stop
try { JSON.stringify({toJSON: () => mail.send('stop')}); } finally { user.say('ESCAPED'); }
