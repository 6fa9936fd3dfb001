/// Music: the audio files among the person's files, playlists, and a player that goes on after the command has ended.
///
/// Start with [MediaSkill]. `Music` knows the tracks, `Player` what is being played (a small state file, so that every
/// command sees it), `Speakers` the processes that make sound.
@NullMarked
package dev.errand.os.media;

import org.jspecify.annotations.NullMarked;
