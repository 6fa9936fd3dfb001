// attempt: takes one buffer larger than the heap
// must: reach MEMORY or reach HEAP
new ArrayBuffer(2 ** 31 - 9);
