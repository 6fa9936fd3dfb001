const report = {};
for (const name of ["Documents/Work/meeting-notes.txt", "Documents/Travel/lisbon-ideas.txt"]) {
    try {
        report[name] = files.read(name).length;
    } catch (error) {
        report[name] = 0;
    }
}
const owner = contacts.find("Alex")[0];
const total = Object.values(report).reduce((sum, each) => sum + each, 0);
mail.send({to: owner, subject: "Sizes", body: `Together ${total}`});
