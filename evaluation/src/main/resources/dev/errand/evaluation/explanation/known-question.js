const unread = mail.search({unread: true});
const senders = [...new Set(unread.map(each => each.fromAddress))].slice(0, 3);
const who = user.ask("Whom do you want to answer?", {choices: senders});
const open = unread.find(each => each.fromAddress === who);
const contact = contacts.find(open.from)[0];
const name = contact ? contact.name.split(" ")[0] : "there";
mail.reply(open.id, {body: `Hello ${name}, thank you for “${open.subject}”.`});
