// attempt: requires a module
// must: throw ReferenceError
require('fs'); user.say('ESCAPED');
