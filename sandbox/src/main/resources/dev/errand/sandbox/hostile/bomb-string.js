// attempt: doubles a string
// must: reach MEMORY or reach HEAP or reach STATEMENTS
let s = 'x'; for (;;) { s += s; if (s.length > 2 ** 28) s = 'x' + s.charCodeAt(5); s = s.slice(1) + 'y'; }
