const found = files.find("invoice", {type: "pdf", limit: 3});
let total = 0;
for (const file of found) {
    const text = files.read(file.path);
    const amount = text.match(/(\d+)[.,]\d\d/);
    total += amount ? Number(amount[1]) : 0;
    files.copy(file.path, "Taxes 2026/" + file.name);
}
files.write("Taxes 2026/total.txt", "Total: " + total);
