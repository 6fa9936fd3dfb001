function addressOf(name) {
    const found = contacts.find(name);
    if (found.length === 0) {
        return null;
    }
    return found[0].emails[0];
}
const greet = (name, place) => `Hello ${name}, I am in ${place}.`;
const priya = addressOf("Priya");
const tom = addressOf("Tom Becker");
const place = notes.search("Priya")[0].title;
mail.send({to: [priya, tom], subject: place, body: greet("all", place)});
