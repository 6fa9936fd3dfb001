// attempt: imports at the top
// must: throw SyntaxError
import fs from 'fs'; user.say('ESCAPED');
