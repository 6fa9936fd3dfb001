// attempt: is an array of a length only
// must: reach OUTPUT
mail.send(new Array(2 ** 32 - 1));
