// attempt: calls itself
// must: reach DEPTH
const f = () => f(); f();
