// attempt: stops inside an asynchronous generator
// must: stop
async function* g() { try { yield await null; } finally { user.say('ESCAPED'); } } try { for await (const x of g()) mail.send('stop'); } finally { user.say('ESCAPED'); }
