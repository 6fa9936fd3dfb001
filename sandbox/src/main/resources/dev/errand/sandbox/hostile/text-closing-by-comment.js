// attempt: hides the end of the function it is put in
// must: complete 1
return 1; /* } */ //
