// attempt: joins a sparse array
// must: reach MEMORY or reach HEAP
new Array(2 ** 30).join('abcdefgh');
