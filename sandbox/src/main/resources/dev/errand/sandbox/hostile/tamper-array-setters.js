// attempt: puts setters under the indices of arrays
// must: complete 0
let heard = 0;
for (let i = 0; i < 5; i++) Object.defineProperty(Array.prototype, i, {set(v) { heard++; }, get() { return 'forged'; }, configurable: true});
mail.send('x', {a: 1});
return heard;
