// attempt: runs text by another name
// must: throw EvalError
(0, eval)('user.say("ESCAPED")');
