const status = mail.search({from: "Green Street Garage", limit: 1})[0];
const text = mail.read(status.id).body;
let action;
switch (text.includes("invoice") || text.includes("Invoice") ? "pay" : "wait") {
    case "pay":
        action = "pay " + status.from;
        break;
    default:
        action = "call " + status.from;
}
const garage = contacts.find("garage")[0];
lists.add("Todo", action + ", " + garage.phones[0]);
user.say(action);
