// attempt: hides code behind an HTML comment
// must: complete 2
let x = 1;
<!-- x = 3;
x = 2;
--> x = 4;
return x;
