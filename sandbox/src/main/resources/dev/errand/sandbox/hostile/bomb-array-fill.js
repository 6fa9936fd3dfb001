// attempt: fills an array in one go
// must: reach MEMORY or reach HEAP
new Array(2 ** 31).fill({});
