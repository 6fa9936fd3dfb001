// attempt: makes a function of text
// must: throw EvalError
new Function('user.say("ESCAPED")')();
