// attempt: cleans up after the stop
// must: stop
try { mail.send('stop'); } finally { user.say('ESCAPED'); }
