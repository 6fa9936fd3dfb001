// attempt: binds what is bound
// must: reach DEPTH or reach STATEMENTS or reach MEMORY or reach HEAP
let f = () => 1; for (let i = 0; i < 100000; i++) f = f.bind(null); f();
