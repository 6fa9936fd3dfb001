// attempt: hangs handlers on one promise for ever
// must: reach PROMISES
const never = new Promise(() => {}); for (;;) never.then(() => 1).finally(() => 2);
