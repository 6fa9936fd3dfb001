package dev.errand.os.home;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.search.PhraseSearch;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the device that is meant. Where it is not clear which that is, none is taken.
final class Devices {
    private static final int MOST_NAMED = 8;
    private static final Set<String> ARTICLES = Set.of("the", "my", "in", "of", "der", "die", "das", "den", "im");

    private final HomeAssistant home;

    Devices(HomeAssistant home) {
        this.home = home;
    }

    /// Those that fit a phrase, best first; all by name without one.
    List<Device> matching(@Nullable String phrase) {
        List<Entity> all = home.all();
        if (phrase == null || phrase.isBlank()) {
            return all.stream()
                    .sorted(Comparator.comparing(Entity::name).thenComparing(Entity::id))
                    .map(each -> each.device(null))
                    .toList();
        }
        List<PhraseSearch.Candidate<Entity>> candidates = all.stream()
                .map(each -> new PhraseSearch.Candidate<>(
                        each,
                        Stream.of(each.name(), each.area() == null ? "" : each.area(), each.id())
                                .filter(text -> !text.isEmpty())
                                .map(text -> new PhraseSearch.Field(text, text.equals(each.name()) ? 1 : 0.7))
                                .toList()))
                .toList();
        return PhraseSearch.rank(phrase, candidates).stream()
                .map(match -> match.item().device(match.score()))
                .toList();
    }

    /// The one with this id, this name, or all of these words in its name, area and id.
    ///
    /// @throws DeviceFailure if there is none, or if several could be meant; these are named
    Entity one(DeviceRef device) {
        String wanted = device.id().strip();
        if (Entity.isId(wanted)) {
            return home.named(wanted);
        }
        List<Entity> all = home.all();
        List<Entity> found = all.stream()
                .filter(each -> each.name().equalsIgnoreCase(wanted))
                .toList();
        if (found.isEmpty()) {
            Set<String> words = new HashSet<>(words(wanted));
            words.removeAll(ARTICLES);
            found = all.stream()
                    .filter(each -> !words.isEmpty() && known(each).containsAll(words))
                    .toList();
        }
        if (found.size() == 1) {
            return found.getFirst();
        } else if (found.isEmpty()) {
            throw DeviceFailure.notFound(
                    "No device at home is called \"" + wanted + "\".",
                    "Look at home.devices() for those that there are.");
        }
        throw DeviceFailure.conflict(
                "Several devices at home are called like \"" + wanted + "\": " + names(found) + ".",
                "Say which one, or give its id.");
    }

    private static Set<String> known(Entity entity) {
        Set<String> known = new HashSet<>(words(entity.name()));
        known.addAll(words(entity.id()));
        known.addAll(words(entity.area() == null ? "" : entity.area()));
        return known;
    }

    private static Collection<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String names(List<Entity> found) {
        String names = found.stream()
                .limit(MOST_NAMED)
                .map(each -> each.name() + " (" + each.id() + ")")
                .collect(Collectors.joining(", "));
        return found.size() > MOST_NAMED ? names + ", and " + (found.size() - MOST_NAMED) + " more" : names;
    }
}
