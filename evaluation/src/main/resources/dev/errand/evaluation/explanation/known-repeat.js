const items = lists.items("Packing");
let line = "";
for (let i = 0; i < items.length; i++) {
    line += (i + 1) + ". " + items[i].text + "\n";
}
const sizes = files.find("scan").map(file => file.size);
let sum = 0;
for (let i = 0; i < sizes[0] % 7; i++) {
    sum += sizes.length;
}
files.write("packing.txt", line + sum);
