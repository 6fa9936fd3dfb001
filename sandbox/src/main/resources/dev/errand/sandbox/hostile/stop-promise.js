// attempt: handles the stop in a promise
// must: stop
await Promise.resolve().then(() => mail.send('stop')).catch(() => user.say('ESCAPED')).finally(() => user.say('ESCAPED'));
