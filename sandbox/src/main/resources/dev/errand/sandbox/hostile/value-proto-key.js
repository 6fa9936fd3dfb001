// attempt: passes a member named __proto__
// must: complete true
mail.send(JSON.parse('{"__proto__": {"polluted": 1}}')); return ({}).polluted === undefined;
