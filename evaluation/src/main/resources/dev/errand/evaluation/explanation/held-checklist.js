const lists_ = lists.all();
const busiest = lists_.reduce((best, each) => each.open > best.open ? each : best);
const items = lists.items(busiest.name);
for (const item of items) {
    if (item.done) {
        lists.remove(busiest.name, item.text);
    }
}
const left = lists.items(busiest.name);
notes.create("Open: " + busiest.name, left.map(item => item.text).join("\n"));
return left.length;
