// attempt: grows while it is copied
// must: reach OUTPUT
const map = new Map([['a', 1]]); let i = 0; map.set('b', {toJSON() { map.delete('b'); map.set('c' + i++, this); return 1; }}); const set = new Set(); const grow = {toJSON() { set.add({toJSON: grow.toJSON}); return 'xxxxxxxx'; }}; set.add(grow); mail.send(set);
