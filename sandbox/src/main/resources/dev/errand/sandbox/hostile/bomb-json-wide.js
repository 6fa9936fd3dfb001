// attempt: writes a wide text
// must: reach MEMORY or reach HEAP
let a = ['x'.repeat(1000)]; for (let i = 0; i < 30; i++) a = [a, a]; JSON.stringify(a);
