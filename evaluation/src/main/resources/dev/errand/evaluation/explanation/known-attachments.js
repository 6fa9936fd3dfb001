const mails = mail.search({limit: 20}).filter(each => each.attachments.length > 0).slice(0, 3);
const saved = [];
for (const each of mails) {
    try {
        saved.push(mail.saveAttachment(each.id, each.attachments[0].name, "Attachments").path);
    } catch (error) {
        saved.push("failed: " + each.subject);
    }
}
files.write("Attachments/index.txt", saved.join("\n"));
