const minutes = files.read("Documents/Work/meeting-notes.txt");
const plan = files.read("Documents/Work/project-plan.md");
const lines = [minutes, plan].map(text => text.split("\n").length);
const longer = lines[0] > lines[1] ? "notes" : "plan";
const boss = contacts.find("Priya")[0];
files.write("report.txt", `${lines[0]} and ${lines[1]} lines; the ${longer} are longer`);
const report = files.find("report", {type: "text"})[0];
mail.send({to: boss.emails[0], subject: report.name, body: files.read(report.path)});
