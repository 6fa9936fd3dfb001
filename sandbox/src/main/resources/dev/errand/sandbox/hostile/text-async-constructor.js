// attempt: makes an asynchronous function of text
// must: throw EvalError
(async () => {}).constructor('user.say("ESCAPED")')();
