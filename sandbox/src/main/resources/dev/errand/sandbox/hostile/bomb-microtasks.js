// attempt: queues jobs for ever
// must: reach STATEMENTS or reach MEMORY or reach HEAP
async function f() { for (;;) await null; } f(); return 1;
