// attempt: goes on in finally
// must: reach STATEMENTS
for (;;) { try { for (;;); } finally { for (;;); } }
