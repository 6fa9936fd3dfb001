package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The person's files. Paths are relative to the files root; hidden files and folders (`.name`) are neither listed
/// nor found, but may be named.
///
/// Every operation that changes something returns the File as it is then. What is in the way is never replaced,
/// except by `write`.
@SkillSpec(name = "files", summary = "The person's files and folders")
@Sentences(
        value = {"(show|list|find|give) [me] [all] [of] [the|my] (photos|pictures|images)"},
        code = "return files.find(\"*\", {type: \"image\"});")
@Sentences(
        value = {
            "(what is|what's|which is|show me|find) (my|the) (newest|latest|most recent) file",
            "which file did I change last"
        },
        code = "return files.find(\"*\").sort((a, b) => a.modified < b.modified ? 1 : -1).slice(0, 1);")
@Sentences(
        value = {
            "(what is|what's|which is|show me|find) (my|the) (largest|biggest) file",
            "which file (takes|needs|uses) [up] the most space"
        },
        code = "return files.find(\"*\").sort((a, b) => b.size - a.size).slice(0, 1);")
@Sentences(value = "how many files (do I have|are there)", code = "return files.find(\"*\").length;")
@Sentences(
        value = {
            "move all [of] [the|my] {what:text} files (to|into) [the] {place:text} [folder]",
            "put all [of] [the|my] {what:text} files (in|into) [the] {place:text} [folder]"
        },
        code = "for (const file of files.find(what + \" files\")) files.move(file, place);")
@Sentences(
        value = "delete all [of] [the|my] {what:text} files",
        code = "for (const file of files.find(what + \" files\")) files.delete(file);")
@Sentences(
        language = "de",
        value = {"(zeige|zeig|finde|liste) [mir] [alle] [meine|die] (Fotos|Bilder)"},
        code = "return files.find(\"*\", {type: \"image\"});")
public final class FilesSkill implements Skill {
    private static final long LARGEST_COPY = 256L << 20;

    /// Where and what to look for.
    ///
    /// @param limit how many at most
    public record Narrowing(
            @Nullable PlaceRef folder,

            @Param("folder, text, pdf, document, spreadsheet, image, audio, video, mail, … or an extension") @Nullable
            String type,

            @Nullable Integer limit) {}

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "Finds files in all folders by words of name, folder or content; best first. \"*\" finds all")
    @Sentences({
        "(find|search|look for|locate) [me] [the|my|all] {phrase}",
        "(search|look) for [the|my] {phrase} in [the|my] {folder} folder",
        "(show me|list) [all] [the|my] {phrase} files",
        "(find|show me|list) [all] [the|my] {phrase} files in [the|my] {folder} folder",
        "where (is|are) [the|my] {phrase}",
        "which files (mention|contain|are about) {phrase}",
        "do I have [a|an|any] (file|files) (about|named|called) {phrase}"
    })
    @Sentences(
            language = "de",
            value = {"(finde|suche|such) [mir] [die|den|das|meine|meinen|mein] {phrase}", "wo (ist|sind) {phrase}"})
    public List<File> find(@Nullable String phrase, Narrowing where, StepContext context) {
        Integer limit = where.limit();
        if (limit != null && limit < 1) {
            throw DeviceFailure.invalid("files.find cannot return " + limit + " files.", "Use a limit of 1 or more.");
        }
        List<File> found = FileIndex.searching(context.cache(), () -> found(phrase, where, context));
        return limit == null ? found : found.stream().limit(limit).toList();
    }

    private static List<File> found(@Nullable String phrase, Narrowing where, StepContext context) {
        Places places = new Places(context.storage());
        String folder = where.folder() == null
                ? FileRef.AREA
                : places.existingFolder(where.folder()).path();
        Predicate<Storage.Entry> filter = where.type() == null ? _ -> true : FileType.filter(where.type());
        return new FileSearch(context).find(phrase == null ? "" : phrase, folder, filter);
    }

    @OperationSpec(effect = EffectClass.READ, summary = "Files and folders directly in a folder, by name")
    @Sentences({
        "(tell|show|list|give) [me] [all] [of] [the|my] files [and folders]",
        "(tell|show|list|give) [me] [all] [of] [the|my] files [and folders] in (the current|this) (directory|folder)",
        "(tell|show|list|give) [me] [all] [of] [the|my] files [and folders] in [the|my] [folder] {folder} [folder|directory]",
        "(what|which) files (do I have|are there) [in (the current|this) (directory|folder)]",
        "(what|which) files (do I have|are [there]) in [the|my] [folder] {folder} [folder|directory]",
        "what is in [the|my] {folder} (folder|directory)",
        "(list|show) [the] [contents of] [the|my] (directory|folder) {folder}"
    })
    @Sentences(
            language = "de",
            value = {
                "(zeige|zeig|liste|nenne) [mir] [alle] [meine] Dateien",
                "(zeige|zeig|liste|nenne) [mir] [alle] Dateien (im aktuellen|in diesem) (Verzeichnis|Ordner) [auf]",
                "(zeige|zeig|liste|nenne) [mir] [alle] Dateien (im Ordner|in) {folder} [auf]",
                "was (ist|liegt) im (Ordner|Verzeichnis) {folder}"
            })
    public List<File> list(@Nullable PlaceRef folder, StepContext context) {
        Places places = new Places(context.storage());
        return places.visible(places.existingFolder(folder).path()).stream()
                .map(File::of)
                .toList();
    }

    @OperationSpec(
            effect = EffectClass.READ,
            summary =
                    "Text of a file: plain text, PDF, HTML, DOCX, ODT, XLSX, EML, …; of images only what the camera noted")
    @Sentences({
        "read [me] [the|my] [file] {path}",
        "(open|show me) the (text|content|contents) of [the|my] [file] {path}",
        "what does [the|my] [file] {path} say",
        "what is in the file {path}"
    })
    @Sentences(
            language = "de",
            value = {"lies [mir] [die|meine] [Datei] {path} [vor]", "was steht in [der|meiner] [Datei] {path}"})
    public String read(FileRef path, StepContext context) {
        Storage.Entry file = new Places(context.storage()).existingFile(path);
        return new FileText(context.storage()).of(file);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Creates or replaces a text file",
            headline = "Write the file {path}")
    @Sentences({
        "(write|save) {text} (to|into|in) [a|the] [new] file [named|called] {path}",
        "create [a|the] [new] [text] file [named|called] {path} (with|containing|that says) [the text] {text}"
    })
    @Sentences(
            language = "de",
            value = {"(schreibe|schreib|speichere) {text} in [die|eine] Datei [namens] {path}"})
    public File write(
            @Param(mark = Mark.TARGET) PlaceRef path, @Param(mark = Mark.CONTENT) String text, StepContext context) {
        String place = writable(path, context);
        context.storage().writeText(place, text);
        return File.at(place, context.storage());
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Adds text at the end of a text file, on a new line; creates the file",
            headline = "Add to the end of {path}")
    @Sentences({
        "append {text} to [the|my] [file] {path}",
        "add [the] (text|line) {text} to [the|my] [file] {path}",
        "(write|add) {text} at the end of [the|my] [file] {path}"
    })
    @Sentences(
            language = "de",
            value = {"(hänge|häng) {text} an [die] Datei {path} an"})
    public File append(
            @Param(mark = Mark.TARGET) PlaceRef path, @Param(mark = Mark.CONTENT) String text, StepContext context) {
        Storage storage = context.storage();
        String place = writable(path, context);
        Optional<Storage.Entry> there = storage.entry(place);
        String before = there.isPresent() ? new FileText(storage).exactly(there.get()) : "";
        boolean joined = before.isEmpty() || before.endsWith("\n") || text.startsWith("\n");
        storage.writeText(place, before + (joined ? "" : "\n") + text);
        return File.at(place, storage);
    }

    private static String writable(PlaceRef path, StepContext context) {
        String place = Places.inStorage(path.path());
        if (context.storage().entry(place).map(Storage.Entry::folder).orElse(place.equals(FileRef.AREA))) {
            throw DeviceFailure.invalid("\"" + path.path() + "\" is a folder.", "Name a file, such as notes.txt.");
        }
        if (!FileFormat.isWritable(place)) {
            throw DeviceFailure.invalid(
                    "Text does not make a " + FileType.extension(place) + " file: \"" + path.path() + "\".",
                    "Use a name that ends in .txt, .md, .html or .csv.");
        }
        return place;
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves or renames a file or folder; to = a folder to put it into, or its new path",
            headline = "Move {from} to {to}")
    @Sentences({
        "move [the|my] [file] {from} (to|into) [the|my] [folder] {to} [folder]",
        "put [the|my] [file] {from} (in|into) [the|my] [folder] {to} [folder]",
        "rename [the|my] [file] {from} to {to}"
    })
    @Sentences(
            language = "de",
            value = {"(verschiebe|verschieb|bewege) {from} (nach|in den Ordner|in) {to}", "benenne {from} in {to} um"})
    public File move(
            @Param(mark = Mark.TARGET) FileRef from, @Param(mark = Mark.DESTINATION) PlaceRef to, StepContext context) {
        Places places = new Places(context.storage());
        Storage.Entry what = places.existing(from);
        refuseRoot(what);
        String target = places.target(what, to);
        context.storage().move(what.path(), target);
        return File.at(target, context.storage());
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Copies a file or folder; to = a folder to put the copy into, or its path",
            headline = "Copy {from} to {to}")
    @Sentences({
        "copy [the|my] [file] {from} (to|into) [the|my] [folder] {to} [folder]",
        "make a copy of [the|my] [file] {from} (named|called|as|in) {to}"
    })
    @Sentences(
            language = "de",
            value = {"kopiere {from} (nach|in den Ordner|in) {to}"})
    public File copy(FileRef from, @Param(mark = Mark.DESTINATION) PlaceRef to, StepContext context) {
        Storage storage = context.storage();
        Places places = new Places(storage);
        Storage.Entry what = places.existing(from);
        refuseRoot(what);
        String target = places.target(what, to);
        if (target.startsWith(what.path() + "/")) {
            throw DeviceFailure.invalid("A folder cannot be copied into itself.", "Choose another target.");
        }
        long size = what.folder()
                ? storage.walk(what.path()).stream()
                        .mapToLong(Storage.Entry::size)
                        .sum()
                : what.size();
        if (size > LARGEST_COPY) {
            throw DeviceFailure.invalid(
                    "\"" + from.path() + "\" has " + (size >> 20) + " MB; at most " + (LARGEST_COPY >> 20)
                            + " MB are copied at once.",
                    "Copy parts of it, or move it.");
        }
        copy(what, target, storage);
        return File.at(target, storage);
    }

    private static void copy(Storage.Entry from, String to, Storage storage) {
        if (!from.folder()) {
            storage.write(to, storage.read(from.path()));
            return;
        }
        storage.makeFolder(to);
        for (Storage.Entry child : storage.list(from.path())) {
            copy(child, to + "/" + child.name(), storage);
        }
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves a file or folder to the trash",
            headline = "Move {path} to the trash")
    @Sentences({
        "(delete|remove|trash) [the|my] [file|folder] {path}",
        "(throw away|get rid of) [the|my] [file|folder] {path}",
        "(move|put) [the|my] [file|folder] {path} (to|in|into) the trash"
    })
    @Sentences(
            language = "de",
            value = {"(lösche|lösch|entferne) [die|den|meine|meinen] [Datei|Ordner] {path}"})
    public void delete(@Param(mark = Mark.TARGET) FileRef path, StepContext context) {
        Trash.take(new Places(context.storage()).existing(path), context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Makes a folder, and those above it; fine if it is there",
            headline = "Make the folder {path}")
    @Sentences({
        "(make|create|add) [a|the] [new] (folder|directory) [named|called] {path}",
        "(make|create) [a|the] [new] {path} (folder|directory)"
    })
    @Sentences(
            language = "de",
            value = {"(erstelle|erzeuge|mache|lege) [einen|den] [neuen] Ordner [namens] {path} [an]"})
    public File makeFolder(@Param(mark = Mark.TARGET) PlaceRef path, StepContext context) {
        String place = Places.inStorage(path.path());
        Storage storage = context.storage();
        if (storage.entry(place).map(entry -> !entry.folder()).orElse(false)) {
            throw DeviceFailure.conflict(
                    "\"" + StoragePath.relative(place) + "\" is a file.", "Choose another name for the folder.");
        }
        storage.makeFolder(place);
        return File.at(place, storage);
    }

    private static void refuseRoot(Storage.Entry entry) {
        if (entry.path().equals(FileRef.AREA)) {
            throw DeviceFailure.invalid(
                    "The whole of the files cannot be moved or copied.", "Name the files and folders.");
        }
    }
}
