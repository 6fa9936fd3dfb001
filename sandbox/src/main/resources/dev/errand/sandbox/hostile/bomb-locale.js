// attempt: formats for ever
// must: reach STATEMENTS or reach MEMORY or reach HEAP
for (;;) new Date(0).toLocaleString('de', {weekday: 'long'});
