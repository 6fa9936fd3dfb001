// attempt: adds an operation
// must: throw TypeError
mail.evil = 1;
