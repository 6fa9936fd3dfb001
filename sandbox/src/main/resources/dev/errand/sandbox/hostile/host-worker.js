// attempt: starts another thread
// must: throw ReferenceError
new Worker('x');
