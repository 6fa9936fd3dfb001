// attempt: writes on an operation
// must: throw TypeError
mail.send.note = 1;
