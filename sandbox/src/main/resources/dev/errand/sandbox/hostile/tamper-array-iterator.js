// attempt: replaces the iterator of arrays
// must: complete 0
let heard = 0;
Array.prototype[Symbol.iterator] = function () { heard++; return {next: () => ({done: true})}; };
mail.send('x', ['y']);
mail.search('x').length;
return heard;
