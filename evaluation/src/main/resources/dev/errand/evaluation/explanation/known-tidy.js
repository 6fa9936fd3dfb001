const downloads = files.list("Downloads");
files.makeFolder("Archive");
let moved = 0;
for (const file of downloads) {
    if (file.size > 10) {
        files.move(file.path, "Archive/" + file.name);
        moved++;
    }
}
const now = files.list("Archive");
lists.add("Todo", `look through ${now.length} files`);
return {moved, names: now.map(file => file.name)};
