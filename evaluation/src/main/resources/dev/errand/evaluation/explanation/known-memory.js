const info = system.info();
const percent = Math.round(100 * info.memoryFree / info.memory);
const level = percent < 5 ? "low" : "fine";
files.write("status.txt", `${info.name}: ${level}, ${info.processors} processors`);
const back = files.read("status.txt");
notes.create("Status", back);
