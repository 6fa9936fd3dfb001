// attempt: repeats strings
// must: reach MEMORY or reach HEAP or reach STATEMENTS
const all = []; for (;;) all.push('ab'.repeat(2 ** 22));
