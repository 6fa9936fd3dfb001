// attempt: makes an asynchronous generator of text
// must: throw EvalError
(async function* () {}).constructor('user.say("ESCAPED")')().next();
