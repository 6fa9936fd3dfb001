// attempt: evaluates in another language
// must: throw ReferenceError
Polyglot.eval('js', '1'); user.say('ESCAPED');
