// attempt: sorts with a comparator that never decides
// must: reach STATEMENTS or reach MEMORY or reach HEAP
const a = Array.from({length: 50000}, (_, i) => i); for (;;) a.sort(() => (Math.random() < 0.5 ? -1 : 1));
