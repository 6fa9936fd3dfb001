// attempt: formats for ever
// must: reach STATEMENTS or reach MEMORY
for (;;) new Date(0).toLocaleString('de', {weekday: 'long'});
