// attempt: passes a promise
// must: throw TypeError
mail.send((async () => 1)());
