const lists_ = media.playlists();
const snow = media.find("snow");
const names = new Set(lists_.flatMap(each => each.tracks.map(track => track.title)));
const fresh = snow.filter(track => !names.has(track.title));
fresh.forEach(track => media.addToPlaylist(track.path, "Winter"));
const winter = media.playlists().find(each => each.name === "Winter");
notes.create("Winter", winter.tracks.map(track => track.title + " by " + track.artist).join("\n"));
