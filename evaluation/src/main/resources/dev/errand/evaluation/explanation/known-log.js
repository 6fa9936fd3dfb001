const stamp = clock.now();
files.append("log.txt", stamp.date + " started");
const open = lists.items("Todo").filter(item => !item.done);
let count = 0;
while (count < open.length) {
    files.append("log.txt", count + ": " + open[count].text);
    count++;
}
const log = files.read("log.txt");
mail.send({to: contacts.find("Sofia")[0].emails[0], subject: "Log of " + stamp.weekday, body: log});
