// attempt: computes a large power
// must: reach MEMORY
let n = 3n; for (;;) n = n * n;
