// attempt: names every error anew
// must: complete "Refused: by the host"
Object.defineProperty(Error.prototype, 'name', {set() { user.say('ESCAPED'); }, get: () => 'forged', configurable: true});
try { mail.send('fail'); } catch (e) { return e.name + ': ' + e.message; }
