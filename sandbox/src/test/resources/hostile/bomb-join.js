// attempt: joins a sparse array
// must: reach MEMORY
new Array(2 ** 30).join('abcdefgh');
