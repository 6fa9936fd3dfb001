// attempt: writes a wide text by a list of names
// must: reach MEMORY or reach HEAP
let a = {k: 'x'.repeat(1000)}; for (let i = 0; i < 30; i++) a = {k: a, l: a}; JSON.stringify(a, ['k', 'l']);
