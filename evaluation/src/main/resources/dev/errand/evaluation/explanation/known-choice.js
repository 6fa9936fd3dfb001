const all = contacts.find("Anna");
const names = all.map(one => one.name);
const chosen = user.ask("Which Anna?", {choices: names});
const anna = all.find(one => one.name === chosen);
const lunch = mail.search({from: anna.name, limit: 1})[0];
mail.reply(lunch, {body: "Yes, see you on " + clock.now().weekday});
