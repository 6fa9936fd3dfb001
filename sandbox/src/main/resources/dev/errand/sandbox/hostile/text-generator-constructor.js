// attempt: makes a generator of text
// must: throw EvalError
(function* () {}).constructor('user.say("ESCAPED")')().next();
