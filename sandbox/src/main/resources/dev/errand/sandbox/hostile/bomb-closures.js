// attempt: keeps closures
// must: reach MEMORY or reach HEAP or reach STATEMENTS
let f = () => 1; for (;;) { const g = f; f = () => g; f.data = new Array(100).fill(1); }
