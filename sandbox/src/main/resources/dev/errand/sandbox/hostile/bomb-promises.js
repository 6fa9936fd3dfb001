// attempt: keeps promises that nothing settles
// must: reach PROMISES
const kept = []; for (;;) { try { kept.push(new Promise(() => {})); } catch {} }
