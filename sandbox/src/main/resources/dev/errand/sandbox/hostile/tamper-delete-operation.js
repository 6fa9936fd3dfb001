// attempt: deletes an operation
// must: throw TypeError
delete mail.send;
