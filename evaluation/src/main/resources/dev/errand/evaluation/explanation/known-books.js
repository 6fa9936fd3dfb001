const note = notes.search("books")[0];
const books = notes.read(note).split("\n").filter(line => line.startsWith("- ")).map(line => line.slice(2));
const done = lists.items("Shopping").map(item => item.text);
for (const book of books) {
    if (!done.includes(book)) {
        lists.add("Shopping", "book: " + book);
    }
}
return books.length;
