// attempt: imports a file of the host
// must: throw Error
const fs = await import('/etc/passwd'); user.say('ESCAPED');
