// attempt: replaces an operation
// must: throw TypeError
mail.send = () => user.say('ESCAPED'); mail.send('x');
