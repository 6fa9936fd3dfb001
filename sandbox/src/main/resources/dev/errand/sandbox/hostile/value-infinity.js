// attempt: passes infinity
// must: throw TypeError
mail.send(1 / 0);
