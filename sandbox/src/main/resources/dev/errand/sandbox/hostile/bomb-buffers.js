// attempt: takes buffers
// must: reach MEMORY or reach HEAP or reach STATEMENTS
const all = []; for (;;) all.push(new ArrayBuffer(2 ** 22));
