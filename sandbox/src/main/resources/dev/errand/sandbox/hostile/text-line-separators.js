// attempt: counts lines by rare separators
// must: throw ReferenceError
let a = 1; a++; nowhere();
