// attempt: leaves a job behind
// must: stop
Promise.resolve().then(() => user.say('ESCAPED')); mail.send('stop');
