// attempt: passes a function
// must: throw TypeError
mail.send({callback: () => 1});
