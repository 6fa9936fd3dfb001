// attempt: throws a symbol
// must: throw Error
throw Symbol('x');
