// attempt: fills a map
// must: reach MEMORY or reach HEAP or reach STATEMENTS
const m = new Map(); for (let i = 0; ; i++) m.set(i, {i});
