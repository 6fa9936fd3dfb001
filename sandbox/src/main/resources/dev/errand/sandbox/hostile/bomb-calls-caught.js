// attempt: calls for ever and catches
// must: reach CALLS
for (;;) { try { user.ask('x'); } catch {} finally { continue; } }
