// attempt: passes what is no number
// must: throw TypeError
mail.send({n: [0 / 0]});
