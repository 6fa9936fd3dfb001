// attempt: replaces more and more
// must: reach MEMORY or reach HEAP or reach STATEMENTS
let s = 'aa'; for (;;) s = s.replaceAll('a', 'aa');
