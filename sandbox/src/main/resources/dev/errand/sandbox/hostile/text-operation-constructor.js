// attempt: makes a function of text by way of an operation
// must: throw EvalError
mail.send.constructor('user.say("ESCAPED")')();
