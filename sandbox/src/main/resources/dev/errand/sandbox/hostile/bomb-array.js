// attempt: fills an array
// must: reach MEMORY or reach HEAP or reach STATEMENTS
const a = []; for (;;) a.push([1, 2, 3, 4, 5, 6, 7, 8]);
