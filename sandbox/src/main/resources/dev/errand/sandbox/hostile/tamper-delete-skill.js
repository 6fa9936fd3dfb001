// attempt: deletes a skill
// must: throw TypeError
delete globalThis.mail;
