// attempt: spreads an array over and over
// must: reach MEMORY or reach HEAP or reach STATEMENTS
let a = [1]; for (;;) a = [...a, ...a];
