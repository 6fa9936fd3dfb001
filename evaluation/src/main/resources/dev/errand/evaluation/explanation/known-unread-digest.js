const unread = mail.search({unread: true, limit: 4});
const parts = [];
for (const each of unread) {
    const whole = mail.read(each.id);
    parts.push(whole.subject + " (" + whole.from + ")");
}
notes.create("Unread on " + clock.now().date, parts.join("\n"));
return parts.length;
