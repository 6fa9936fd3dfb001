// attempt: fills an array in one go
// must: reach MEMORY
new Array(2 ** 31).fill({});
