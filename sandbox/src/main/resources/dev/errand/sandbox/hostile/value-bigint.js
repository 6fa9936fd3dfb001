// attempt: passes an integer too large
// must: throw TypeError
mail.send(2n ** 80n);
