// attempt: stops in the executor of a promise
// must: stop
await new Promise((resolve, reject) => { try { mail.send('stop'); } catch (e) { reject(e); } }).then(() => user.say('ESCAPED'), () => user.say('ESCAPED'));
