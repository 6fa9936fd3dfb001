// attempt: stops where an iterator cleans up
// must: stop
const it = {[Symbol.iterator]: () => ({next: () => ({value: 1, done: false}), return() { user.say('ESCAPED'); return {}; }})}; for (const x of it) { mail.send('stop'); }
