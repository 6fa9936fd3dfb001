// attempt: calls for ever
// must: reach CALLS
for (;;) user.ask('x');
