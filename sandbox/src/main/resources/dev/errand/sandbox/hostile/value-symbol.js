// attempt: passes a symbol
// must: throw TypeError
mail.send(Symbol('x'));
