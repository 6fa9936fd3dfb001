// attempt: says too much
// must: reach OUTPUT
for (;;) user.ask('x'.repeat(10000));
