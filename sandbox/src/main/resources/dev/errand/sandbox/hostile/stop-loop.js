// attempt: tries again for ever
// must: stop
while (true) { try { mail.send('stop'); } catch { user.say('ESCAPED'); } finally { continue; } }
