// attempt: replaces WeakMap to find closed fields
// must: complete ["closed"]
const heard = [];
WeakMap.prototype.get = function () { heard.push('get'); };
WeakMap.prototype.set = function () { heard.push('set'); };
const [found] = mail.search('x');
mail.send(found);
return heard.length ? heard : ['closed'];
