// attempt: stops while an argument is copied
// must: stop
try { user.say({get a() { mail.send('stop'); return 1; }}); } catch { user.say('ESCAPED'); }
