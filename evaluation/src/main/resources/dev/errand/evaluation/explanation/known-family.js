const family = contacts.find("Family");
const withMail = family.filter(person => person.emails.length > 0);
const days = withMail.map(person => ({name: person.name, day: (person.birthday || "").slice(5)}));
const lines = days.sort((a, b) => a.day < b.day ? -1 : 1).map(each => each.day + " " + each.name);
notes.create("Birthdays", lines.join("\n"));
user.say(lines.length + " birthdays");
