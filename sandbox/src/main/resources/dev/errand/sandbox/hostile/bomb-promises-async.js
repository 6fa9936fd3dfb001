// attempt: starts asynchronous functions that wait for ever
// must: reach PROMISES
const never = new Promise(() => {}); async function f() { await never; } for (;;) f();
