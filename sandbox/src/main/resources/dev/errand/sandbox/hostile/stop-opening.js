// attempt: stops while a field is opened
// must: stop
const [m] = mail.search('stop on open'); try { m.body; } catch { user.say('ESCAPED'); } finally { user.say('ESCAPED'); }
