// attempt: replaces more and more
// must: reach MEMORY or reach STATEMENTS
let s = 'aa'; for (;;) s = s.replaceAll('a', 'aa');
