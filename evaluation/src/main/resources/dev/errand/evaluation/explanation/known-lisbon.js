const booking = files.find("lisbon booking")[0];
const ideas = files.read("Documents/Travel/lisbon-ideas.txt").split("\n").filter(line => line.length > 0);
const picked = ideas[Math.min(1, ideas.length - 1)];
const flight = mail.search({text: "QX7P2L", limit: 1})[0];
const sofia = contacts.find("Sofia")[0];
mail.forward(flight.id, {to: sofia.emails[0], body: "Look: " + picked + " (" + booking.name + ")"});
lists.add("Packing", picked);
