// attempt: takes one buffer larger than the heap
// must: reach MEMORY
new ArrayBuffer(2 ** 31 - 9);
