package dev.errand.evaluation.crash;

import java.util.List;
import java.util.stream.Stream;

/// What was to be in the world against what is there.
///
/// @param effects  that had to be there once each
/// @param repeated posts that reached the web server again, which knew them
record Balance(int effects, List<Effect> lost, List<Effect> doubled, long repeated) {
    static Balance of(World world, Stream<Effect> meant) {
        List<Effect> effects = meant.toList();
        long posts = effects.stream()
                .filter(each -> each.where() == Effect.Where.POSTED)
                .count();
        return new Balance(
                effects.size(),
                effects.stream().filter(each -> world.count(each) == 0).toList(),
                effects.stream().filter(each -> world.count(each) > 1).toList(),
                world.rawPosts() - posts);
    }

    String inWords() {
        return "effects %d, lost %d, doubled %d, posts repeated to a server that knows %d"
                .formatted(effects, lost.size(), doubled.size(), repeated);
    }
}
