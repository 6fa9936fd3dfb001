// attempt: gives a skill another prototype
// must: throw TypeError
Object.setPrototypeOf(mail, {evil: 1});
