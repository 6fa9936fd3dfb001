// attempt: loops inside a built-in
// must: reach MEMORY or reach HEAP
Array.prototype.indexOf.call({length: 2 ** 27}, 'x'); for (;;);
