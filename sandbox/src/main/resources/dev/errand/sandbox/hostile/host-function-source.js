// attempt: reads the source of an operation
// must: complete false
return /host|settings|prelude/.test(mail.send.toString() + Date.toString() + Math.random.toString()) && (user.say('ESCAPED'), true);
