// attempt: resolves promises with what never answers
// must: reach PROMISES
for (;;) new Promise((resolve) => resolve({then() {}}));
