// attempt: stops inside a generator with a finally
// must: stop
function* g() { try { yield 1; yield 2; } finally { user.say('ESCAPED'); } } for (const x of g()) { mail.send('stop'); }
