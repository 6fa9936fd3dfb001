const mails = mail.search({from: "Riverton", limit: 3});
let last = null;
for (const each of mails) {
    const moved = mail.move(each.id, "Archive");
    last = moved.subject;
}
if (last === null) {
    throw new Error("nothing to archive");
}
notes.append(notes.search("boiler")[0].id, "Archived up to: " + last);
return mails.length;
