// attempt: answers once harmlessly and then not
// must: complete ["harmless",1]
let reads = 0;
mail.send({get to() { return reads++ ? 'EVIL' : 'harmless'; }});
return [user.ask('last'), reads];
