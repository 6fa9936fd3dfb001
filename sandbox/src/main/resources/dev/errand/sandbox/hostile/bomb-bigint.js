// attempt: computes a large power
// must: reach MEMORY or reach HEAP
let n = 3n; for (;;) n = n * n;
