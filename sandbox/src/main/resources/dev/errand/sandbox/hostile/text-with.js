// attempt: opens an object as a scope
// must: throw SyntaxError
with (mail) { send('x'); }
