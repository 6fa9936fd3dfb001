package dev.errand.os.notes;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.search.PhraseSearch;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The Markdown files that notes are kept in. A note's id is its path without the ending, its title the first heading.
final class Notebook {
    private static final String AREA = "notes";
    private static final String ENDING = ".md";
    private static final int LONGEST_NAME = 60;
    private static final double TEXT = 0.7;
    private static final int NEAR = 3;

    private final Storage storage;

    Notebook(Storage storage) {
        this.storage = storage;
    }

    Note create(String title, String text) {
        String name = fileName(title);
        String free = name;
        for (int i = 2; storage.exists(place(free)); i++) {
            free = name + "-" + i;
        }
        storage.writeText(place(free), "# " + title + "\n" + (text.isEmpty() ? "" : "\n" + text + "\n"));
        return note(existing(new NoteRef(free)));
    }

    Note append(NoteRef id, String text) {
        Storage.Entry entry = existing(id);
        String before = storage.readText(entry.path()).stripTrailing();
        storage.writeText(entry.path(), (before.isEmpty() ? "" : before + "\n\n") + text.strip() + "\n");
        return note(existing(id));
    }

    List<Note> search(String phrase) {
        List<Storage.Entry> all = all();
        String wanted = phrase.strip().toLowerCase(Locale.ROOT);
        if (Set.of("", "*", "all", "notes", "alle", "notizen").contains(wanted)) {
            return all.stream().map(this::note).toList();
        }
        return matching(wanted, all).stream().map(this::note).toList();
    }

    private List<Storage.Entry> matching(String phrase, List<Storage.Entry> all) {
        List<PhraseSearch.Candidate<Storage.Entry>> candidates = all.stream()
                .map(entry -> new PhraseSearch.Candidate<>(
                        entry,
                        List.of(
                                new PhraseSearch.Field(title(entry), 1),
                                new PhraseSearch.Field(storage.readText(entry.path()), TEXT))))
                .toList();
        return PhraseSearch.rank(phrase, candidates).stream()
                .map(PhraseSearch.Match::item)
                .toList();
    }

    /// The note of that id, or the only one of that title.
    ///
    /// @throws DeviceFailure (not found) that names notes with such words, (conflict) if several have the title
    Storage.Entry existing(NoteRef ref) {
        String id = ref.id().endsWith(ENDING) ? ref.id().substring(0, ref.id().length() - ENDING.length()) : ref.id();
        List<Storage.Entry> all = all();
        List<Storage.Entry> found =
                all.stream().filter(entry -> id(entry).equals(id)).toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(entry -> title(entry).equalsIgnoreCase(id.strip()))
                    .toList();
        }
        if (found.size() > 1) {
            throw DeviceFailure.conflict(
                    "Several notes are called \"" + id + "\": " + ids(found) + ".", "Use the id of one of them.");
        } else if (found.isEmpty()) {
            String near = ids(matching(id, all).stream().limit(NEAR).toList());
            throw DeviceFailure.notFound(
                    "There is no note \"" + id + "\".",
                    near.isEmpty() ? "notes.search() shows all notes." : "Notes with such words: " + near + ".");
        }
        return found.getFirst();
    }

    /// The latest first.
    private List<Storage.Entry> all() {
        return storage.walk(AREA).stream()
                .filter(entry -> entry.name().endsWith(ENDING) && !entry.name().startsWith("."))
                .sorted(Comparator.comparing(Storage.Entry::modified).reversed())
                .toList();
    }

    private static String ids(List<Storage.Entry> entries) {
        return entries.stream().map(entry -> "\"" + id(entry) + "\"").collect(Collectors.joining(", "));
    }

    private Note note(Storage.Entry entry) {
        return new Note(id(entry), title(entry), entry.modified());
    }

    private static String id(Storage.Entry entry) {
        String path = StoragePath.relative(entry.path());
        return path.substring(0, path.length() - ENDING.length());
    }

    private String title(Storage.Entry entry) {
        return storage.readText(entry.path())
                .lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElseGet(() -> id(entry));
    }

    private static String place(String id) {
        return StoragePath.in(AREA, id + ENDING);
    }

    private static String fileName(String title) {
        String plain = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        String name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "note" : name;
    }
}
