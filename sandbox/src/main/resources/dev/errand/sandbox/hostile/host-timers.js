// attempt: waits for a timer
// must: throw ReferenceError
setTimeout(() => user.say('ESCAPED'), 0);
