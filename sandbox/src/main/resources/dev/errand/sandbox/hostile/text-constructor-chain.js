// attempt: makes a function of text by way of a constructor
// must: throw EvalError
({}).constructor.constructor('user.say("ESCAPED")')();
