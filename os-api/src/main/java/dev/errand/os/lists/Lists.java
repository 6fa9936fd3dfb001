package dev.errand.os.lists;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.search.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files that lists are kept in, one a list.
final class Lists {
    private static final String AREA = "lists";
    private static final String ENDING = ".md";
    private static final int LONGEST_NAME = 80;
    private static final Set<String> UNIMPORTANT =
            Set.of("the", "my", "our", "list", "liste", "die", "der", "meine", "meiner", "unsere", "unserer");

    private final Storage storage;

    Lists(Storage storage) {
        this.storage = storage;
    }

    List<CheckList> all() {
        return entries().map(this::read).toList();
    }

    /// Reads no other list: what is on it comes from nowhere else. Where there is one of just this name, the others
    /// are not even looked for, so that runs that change other lists meanwhile are in nobody's way.
    Optional<CheckList> find(String name) {
        return named(name).or(() -> alike(name)).map(this::read);
    }

    private Optional<Storage.Entry> named(String name) {
        String plain = plain(name);
        return plain.isEmpty()
                ? Optional.empty()
                : storage.entry(StoragePath.in(AREA, plain + ENDING)).filter(entry -> !entry.folder());
    }

    private Optional<Storage.Entry> alike(String name) {
        String key = key(name);
        return entries().filter(entry -> key(name(entry)).equals(key)).findFirst();
    }

    private Stream<Storage.Entry> entries() {
        return storage.list(AREA).stream()
                .filter(entry -> !entry.folder()
                        && entry.name().endsWith(ENDING)
                        && !entry.name().startsWith("."));
    }

    private static String name(Storage.Entry entry) {
        return entry.name().substring(0, entry.name().length() - ENDING.length());
    }

    private CheckList read(Storage.Entry entry) {
        return CheckList.parse(name(entry), storage.readText(entry.path()));
    }

    CheckList findOrMake(String name) {
        return find(name).orElseGet(() -> CheckList.empty(fileName(name)));
    }

    CheckList existing(String name) {
        return find(name).orElseThrow(() -> {
            String names = entries().map(entry -> "\"" + name(entry) + "\"").collect(Collectors.joining(", "));
            return DeviceFailure.notFound(
                    "There is no list \"" + name + "\".",
                    names.isEmpty() ? "There are no lists yet; lists.add makes one." : "There are " + names + ".");
        });
    }

    void keep(CheckList list) {
        storage.writeText(StoragePath.in(AREA, list.name() + ENDING), list.markdown());
    }

    /// "My Shopping List", "shopping" and "shoppings" are the same list; so are "to do" and "todo", and "Einkauf" and
    /// "Einkaufsliste".
    private static String key(String name) {
        String words = Words.of(name).stream()
                .filter(word -> !UNIMPORTANT.contains(word))
                .collect(Collectors.joining())
                .replaceFirst("(?<=.)s?liste?$", "");
        return words.isEmpty() ? name.strip().toLowerCase(Locale.ROOT) : words;
    }

    private static String fileName(String name) {
        String plain = plain(name);
        if (plain.isEmpty()) {
            throw DeviceFailure.invalid("A list cannot be called \"" + name + "\".", "Name it, such as \"shopping\".");
        }
        return plain;
    }

    private static String plain(String name) {
        String plain = name.strip()
                .replaceFirst("(?i)^(the|my|our|die|meine|unsere)\\s+", "")
                .replaceFirst("(?i)(?<=\\S)\\s+list(e)?$", "")
                .replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]+", "-")
                .replaceFirst("^[.\\s-]+", "")
                .strip();
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).strip();
    }
}
