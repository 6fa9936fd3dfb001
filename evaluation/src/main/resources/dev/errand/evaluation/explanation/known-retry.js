function firstOf(places) {
    for (const place of places) {
        try {
            return {place, text: files.read(place)};
        } catch (error) {
            continue;
        }
    }
    return null;
}
const found = firstOf(["Documents/Work/meeting-notes.txt", "Welcome.md"]);
const tom = contacts.find("Tom Becker")[0];
const when = clock.now();
mail.send({to: tom, subject: "Notes, " + when.date, body: found.text.slice(0, 60)});
user.say("Sent " + found.place);
