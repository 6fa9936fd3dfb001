const papers = files.find("auto policy");
const insurer = contacts.find("Harbor Mutual")[0];
mail.send({to: insurer.emails[0], subject: "Car papers", body: "Dear " + insurer.name + ", here they are.", attachments: papers[0]});
user.say("Sent to " + insurer.name);
