const sides = lists.items("Shopping").length;
const throws = [];
for (let i = 0; i < 3; i++) {
    throws.push(random.integer(1, sides));
}
const best = Math.max(...throws);
const tracks = media.find("Lanterns");
const picked = tracks[best % tracks.length];
media.addToPlaylist(picked.path, "Evening");
return picked.title;
