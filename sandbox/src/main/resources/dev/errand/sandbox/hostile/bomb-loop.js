// attempt: never ends
// must: reach STATEMENTS
for (;;);
