// attempt: imports a module of Node
// must: throw Error
const fs = await import('node:fs'); user.say('ESCAPED');
