// attempt: keeps many strings
// must: reach MEMORY or reach HEAP or reach STATEMENTS
const all = []; for (let i = 0; ; i++) all.push(('' + i).padStart(1000, 'x').toUpperCase());
