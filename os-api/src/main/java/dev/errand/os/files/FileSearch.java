package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.StepContext;
import dev.errand.os.search.PhraseSearch;
import dev.errand.os.search.Wanted;
import dev.errand.os.search.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds files by name, folder and content.
final class FileSearch {
    private static final double NAME = 1;
    private static final double HEADING = 0.85;
    private static final double BODY = 0.65;
    private static final double FOLDERS = 0.6;
    private static final double TYPE = 0.6;
    /// A match counts only if it is not far weaker than the best: several results are to mean that several are meant.
    private static final double OF_THE_BEST = 0.6;
    private static final Pattern EVERYTHING = Pattern.compile(
            "(\\*|\\*\\.\\*|all|any|every|everything|alle|alles)?( (the|my|of|meine|die))*( ?(files?|dateien))?");
    private static final Pattern OF_A_TYPE =
            Pattern.compile("(?:(?:all|the|my|of|alle|meine) )*(?:(\\S+) (?:files?|dateien)"
                    + "|(photos?|pictures?|images?|fotos?|bilder|videos?|movies|pdfs?))");
    private static final Pattern FOLDER_WORDS =
            Pattern.compile("\\b(folders?|director(y|ies)|ordner|verzeichnis(se)?)\\b", Pattern.CASE_INSENSITIVE);

    private final Places places;
    private final StepContext context;

    FileSearch(StepContext context) {
        places = new Places(context.storage());
        this.context = context;
    }

    /// Best first; equal ones by path.
    List<File> find(String phrase, String folder, Predicate<Storage.Entry> filter) {
        String wanted = phrase.strip();
        List<Storage.Entry> entries =
                places.below(folder).stream().filter(filter).toList();
        if (EVERYTHING.matcher(wanted.toLowerCase(Locale.ROOT)).matches()) {
            boolean onlyFolders = entries.stream().allMatch(Storage.Entry::folder);
            return entries.stream()
                    .filter(entry -> onlyFolders || !entry.folder())
                    .map(entry -> File.of(entry, 1.0))
                    .toList();
        }
        Optional<List<File>> ofType = ofType(wanted, entries);
        if (ofType.isPresent()) {
            return ofType.get();
        }
        List<Storage.Entry> exact =
                entries.stream().filter(entry -> isNamed(wanted, entry)).toList();
        if (!exact.isEmpty()) {
            return exact.stream().map(entry -> File.of(entry, 1.0)).toList();
        }
        if (wanted.indexOf('*') >= 0 || wanted.indexOf('?') >= 0) {
            PathMatcher pattern = pattern(wanted);
            return entries.stream()
                    .filter(entry -> matches(pattern, entry))
                    .map(entry -> File.of(entry, 1.0))
                    .toList();
        }
        return ranked(wanted, entries);
    }

    /// "my PDF files" and "photos" are kinds of files rather than words to look for.
    private static Optional<List<File>> ofType(String wanted, List<Storage.Entry> entries) {
        Matcher named = OF_A_TYPE.matcher(wanted.toLowerCase(Locale.ROOT));
        return named.matches()
                ? FileType.known(named.group(1) != null ? named.group(1) : named.group(2))
                        .map(filter -> entries.stream()
                                .filter(filter)
                                .map(entry -> File.of(entry, 1.0))
                                .toList())
                : Optional.empty();
    }

    private static boolean isNamed(String wanted, Storage.Entry entry) {
        return !FileType.extension(wanted).isEmpty()
                && (entry.name().equalsIgnoreCase(wanted)
                        || StoragePath.relative(entry.path()).equalsIgnoreCase(wanted.replaceFirst("^(\\./|/)+", "")));
    }

    private static PathMatcher pattern(String wanted) {
        try {
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + wanted.toLowerCase(Locale.ROOT).replaceAll("[{}\\[\\]\\\\]", "?"));
        } catch (IllegalArgumentException e) {
            throw DeviceFailure.invalid("\"" + wanted + "\" is no pattern.", "Use words, or a pattern such as *.pdf.");
        }
    }

    private static boolean matches(PathMatcher pattern, Storage.Entry entry) {
        try {
            Path path = Path.of(StoragePath.relative(entry.path()).toLowerCase(Locale.ROOT));
            return pattern.matches(path) || pattern.matches(path.getFileName());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /// What words say about files.
    ///
    /// @param meant   those that they name, best first
    /// @param weights how well they name each file, by storage path
    private record ByWords(List<File> meant, Map<String, Double> weights) {}

    /// Folders are only meant if the phrase says so, or if no file is by its words.
    private List<File> ranked(String wanted, List<Storage.Entry> entries) {
        List<Storage.Entry> folders =
                entries.stream().filter(Storage.Entry::folder).toList();
        List<Storage.Entry> files =
                entries.stream().filter(entry -> !entry.folder()).toList();
        String withoutFolder = FOLDER_WORDS.matcher(wanted).replaceAll(" ").strip();
        List<File> found = List.of();
        if (!withoutFolder.equals(wanted) && !withoutFolder.isEmpty()) {
            found = best(withoutFolder, folders).meant();
        }
        if (found.isEmpty()) {
            found = rankedFiles(wanted, files, folders);
        }
        found.forEach(this::open);
        return found;
    }

    private List<File> rankedFiles(String wanted, List<Storage.Entry> files, List<Storage.Entry> folders) {
        ByWords words = best(wanted, files);
        if (MeaningSearch.isSure(words.meant())) {
            return words.meant();
        }
        List<File> named = words.meant().isEmpty() ? best(wanted, folders).meant() : List.of();
        return named.isEmpty()
                ? new MeaningSearch(context).withMeant(words.meant(), wanted, files, words.weights())
                : named;
    }

    private ByWords best(String phrase, List<Storage.Entry> entries) {
        Wanted wanted = Wanted.of(phrase);
        List<PhraseSearch.Match<Storage.Entry>> all;
        try (ContentSearch contents = new ContentSearch(wanted, entries, context)) {
            Set<String> words = Set.copyOf(Words.telling(phrase));
            all = PhraseSearch.weigh(
                    wanted,
                    entries.stream()
                            .map(entry -> candidate(entry, words, contents))
                            .toList());
        }
        List<File> found = all.stream()
                .filter(match -> match.score() >= PhraseSearch.LEAST)
                .map(match -> File.of(match.item(), refined(match, phrase)))
                .sorted(Comparator.comparingDouble(FileSearch::score).reversed().thenComparing(File::path))
                .toList();
        Map<String, Double> weights = new HashMap<>();
        all.forEach(match -> weights.put(match.item().path(), match.score()));
        return new ByWords(meant(found), weights);
    }

    /// Those that are not far weaker than the best.
    static List<File> meant(List<File> found) {
        double least = found.stream().mapToDouble(FileSearch::score).max().orElse(0) * OF_THE_BEST;
        return found.stream().filter(file -> score(file) >= least).toList();
    }

    /// Content that somebody else wrote may stand behind the name of what was found. Whoever watches the storage for
    /// that is to see it also where the content was known without reading it.
    private void open(File file) {
        try (InputStream in = context.storage().open(Places.inStorage(file.path()))) {
            in.available();
        } catch (DeviceFailure | IOException e) {
            // A folder, or a file that cannot be read: nothing of it was.
        }
    }

    static double score(File file) {
        Double score = file.score();
        return score == null ? 0 : score;
    }

    /// A file that is called exactly so is meant, whatever others say.
    private static double refined(PhraseSearch.Match<Storage.Entry> match, String phrase) {
        boolean named = FileType.withoutExtension(match.item().name()).equalsIgnoreCase(phrase);
        return named ? 1 : Math.min(0.99, match.score());
    }

    private static PhraseSearch.Candidate<Storage.Entry> candidate(
            Storage.Entry entry, Set<String> wanted, ContentSearch contents) {
        List<PhraseSearch.Field> fields = new ArrayList<>();
        String name = FileType.withoutExtension(entry.name());
        fields.add(new PhraseSearch.Field(name, NAME * (0.7 + 0.3 * share(name, wanted))));
        fields.add(new PhraseSearch.Field(StoragePath.relative(StoragePath.parent(entry.path())), FOLDERS));
        if (entry.folder()) {
            return new PhraseSearch.Candidate<>(entry, fields);
        }
        String type = FileType.of(entry).words() + " " + FileType.extension(entry.name());
        fields.add(new PhraseSearch.Field(type, TYPE));
        List<PhraseSearch.Read> content = contents.of(entry)
                .map(found -> List.of(
                        new PhraseSearch.Read(found.heading(), HEADING), new PhraseSearch.Read(found.body(), BODY)))
                .orElse(List.of());
        return new PhraseSearch.Candidate<>(entry, fields, content);
    }

    /// How much of a name is what is looked for: a "car insurance letter" is less of a car than "our car" is.
    private static double share(String name, Set<String> wanted) {
        List<String> named = Words.of(name);
        return named.isEmpty()
                ? 0
                : (double) named.stream().filter(wanted::contains).count() / named.size();
    }
}
