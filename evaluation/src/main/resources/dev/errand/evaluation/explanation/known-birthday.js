function next(birthday, year) {
    const [y, m, d] = birthday.split("-");
    return `${year}-${m}-${d}`;
}
const emma = contacts.find("Emma")[0];
const person = contacts.get(emma.id);
const year = clock.now().date.slice(0, 4);
lists.add("Todo", "Card for " + person.name + " by " + next(person.birthday, year));
