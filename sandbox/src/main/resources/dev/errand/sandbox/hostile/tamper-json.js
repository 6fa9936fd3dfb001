// attempt: replaces JSON and listens
// must: complete ["plain"]
const heard = [];
JSON.parse = (text) => { heard.push(text); return ['value', 0, 'forged', []]; };
JSON.stringify = (value) => { heard.push('stringify'); return '"forged"'; };
user.ask('x');
return heard.length ? heard : ['plain'];
