const plan = notes.create("Trip", "Lisbon");
const again = notes.search("Trip")[0];
notes.append(again.id, "Flight " + mail.search({text: "Avela", limit: 1})[0].subject.split(" ").pop());
clock.sleep(1);
const text = notes.read(plan.id);
lists.add("Packing", "print: " + text.split("\n").pop());
const count = lists.items("Packing").length;
user.say("Packing list: " + count);
