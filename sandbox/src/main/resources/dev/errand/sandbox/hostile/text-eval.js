// attempt: runs text
// must: throw EvalError
eval('user.say("ESCAPED")');
