const offer = mail.search({from: "Avela", limit: 1})[0];
const whole = mail.read(offer.id);
const code = whole.subject.split(" ").pop();
const made = contacts.add({name: whole.from, emails: whole.fromAddress});
const again = contacts.get(made.id);
lists.add("Packing", "booking " + code + " of " + again.name);
user.say("Saved " + again.emails[0]);
