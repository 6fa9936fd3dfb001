// attempt: is small and copies large
// must: reach OUTPUT
let a = ['xxxxxxxxxx']; for (let i = 0; i < 40; i++) a = [a, a]; mail.send(a);
