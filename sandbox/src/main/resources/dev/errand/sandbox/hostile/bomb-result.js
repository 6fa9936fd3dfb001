// attempt: returns too much
// must: reach OUTPUT
return 'x'.repeat(200000);
