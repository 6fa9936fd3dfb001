const found = contacts.find("Pete")[0];
const pete = contacts.get(found.id);
const phone = pete.phones[0];
contacts.update(pete.id, {phones: [phone, "+1-202-555-0199"], address: "2 Canal Street"});
const after = contacts.get(pete.id);
notes.create(after.name, after.phones.join(", ") + "\n" + after.address);
