// attempt: catches the stop
// must: stop
try { mail.send('stop'); } catch { user.say('ESCAPED'); }
