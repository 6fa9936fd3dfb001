const scans = files.find("scan", {folder: "Documents/Scans"});
const day = clock.now().date;
const renamed = [];
for (let i = 0; i < scans.length; i++) {
    const file = files.move(scans[i].path, `Documents/Scans/${day}-${i + 1}.pdf`);
    renamed.push(file.name);
}
files.write("Documents/Scans/index.txt", renamed.sort().join(", "));
