package dev.errand.os.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.index.Snapshot;
import dev.errand.os.index.TextIndex;
import dev.errand.os.index.Writing;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIndexTest {
    private static final List<String> PHRASES = List.of(
            "wombat",
            "invoice 17",
            "insurance policy",
            "Fahrzeugbrief",
            "recipie for banana bread",
            "taxes 2024",
            "garden party",
            "folder7 letter",
            "Überschwemmung",
            "certificate of title",
            "kleine Gärten",
            "nothing of the kind");

    @TempDir
    Path home;

    private SkillKit kit;
    private Samples samples;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new FilesSkill());
        samples = new Samples(home);
    }

    @AfterEach
    void rest() {
        index().stop();
    }

    private FileIndex index() {
        return FileIndex.in(kit.device().cache());
    }

    private String find(String phrase) {
        return kit.call("files.find", "[\"" + phrase + "\"]").value().toString();
    }

    private Path old(Path file) {
        try {
            return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void manyFiles() {
        String[] subjects = {
            "# Invoice %d\n\nFor the garden party, 17 chairs",
            "Certificate of title %d\nThe vehicle is a small one, kept in a shed near the gardens.",
            "Banana bread\n\nrecipe number %d with flour and wombats",
            "Rechnung %d\nKleiner Garten, Überschwemmung im Keller. " + "Die Versicherung zahlt. ".repeat(20),
            "Insurance\n" + "words that say little and go on for a while ".repeat(10) + "policy insurance taxes %d"
        };
        for (int i = 0; i < ContentSearch.MANY + 100; i++) {
            String text = subjects[i % subjects.length].formatted(i);
            old(samples.text("folder" + i % 13 + "/letter-" + i + (i % 7 == 0 ? ".html" : ".txt"), text));
        }
        old(samples.text("taxes-2024.csv", "income,tax\n1,2"));
        old(samples.pdf("scan.pdf", "CERTIFICATE OF TITLE", "Fahrzeugschein of a wombat"));
    }

    private void indexed() {
        find("something");
        index().awaitRest();
    }

    @Test
    void theIndexFindsExactlyWhatReadingFinds() {
        manyFiles();
        kit.setting(IndexMode.SETTING, "off");
        List<String> read = PHRASES.stream().map(this::find).toList();
        assertThat(index().snapshot()).isEmpty();

        kit.setting(IndexMode.SETTING, "text");
        indexed();

        try (Snapshot all = index().snapshot().orElseThrow()) {
            assertThat(all.keys()).hasSize(ContentSearch.MANY + 102);
        }
        assertThat(PHRASES.stream().map(this::find)).containsExactlyElementsOf(read);
    }

    @Test
    void whatChangesIsFoundAsItIsNow() throws Exception {
        manyFiles();
        indexed();

        samples.text("folder3/letter-3.txt", "platypus");
        samples.text("new.txt", "a platypus as well");
        Files.delete(samples.root().resolve("folder4/letter-4.txt"));
        Files.move(samples.root().resolve("scan.pdf"), samples.root().resolve("folder1/moved.pdf"));

        assertThat(find("platypus")).contains("folder3/letter-3.txt", "new.txt");
        assertThat(find("Fahrzeugschein")).contains("folder1/moved.pdf").doesNotContain("\"scan.pdf");
        assertThat(find("letter 4")).doesNotContain("folder4/letter-4.txt");
        index().awaitRest();
        indexed();
        try (Snapshot all = index().snapshot().orElseThrow()) {
            assertThat(all.keys())
                    .contains("files/new.txt", "files/folder1/moved.pdf")
                    .doesNotContain("files/folder4/letter-4.txt", "files/scan.pdf");
        }
    }

    @Test
    void aFileThatWasJustWrittenIsReadAgainAlthoughItLooksTheSame() throws Exception {
        manyFiles();
        Path file = samples.text("young.txt", "first!");
        FileTime written = Files.getLastModifiedTime(file);
        indexed();

        samples.text("young.txt", "second");
        Files.setLastModifiedTime(file, written);

        assertThat(find("second")).contains("young.txt");
    }

    @Test
    void aDraftIsSearchedAsItIs() {
        manyFiles();
        indexed();
        Snapshot before = index().snapshot().orElseThrow();

        String inDraft;
        try (before) {
            inDraft = kit.preview("files.find", "[\"wombat\"]").value().toString();
            assertThat(before.keys()).hasSize(ContentSearch.MANY + 102);
        }

        assertThat(inDraft).isEqualTo(find("wombat"));
    }

    @Test
    void aDamagedIndexIsMadeAnew() throws Exception {
        manyFiles();
        indexed();
        String before = find("wombat");
        index().stop();
        try (Stream<Path> parts = Files.walk(FileIndex.folder(kit.device().cache()))) {
            parts.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("write.lock"))
                    .forEach(FileIndexTest::spoil);
        }

        assertThat(find("wombat")).isEqualTo(before);
        index().awaitRest();
        try (Snapshot all = index().snapshot().orElseThrow()) {
            assertThat(all.keys()).hasSize(ContentSearch.MANY + 102);
        }
        assertThat(find("wombat")).isEqualTo(before);
    }

    private static void spoil(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            for (int i = content.length / 3; i < content.length; i += 7) {
                content[i] ^= 0x55;
            }
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whileAnotherProcessWritesTheIndexFilesAreFoundAllTheSame() throws Exception {
        manyFiles();
        TextIndex others = TextIndex.in(FileIndex.folder(kit.device().cache()));

        try (Writing writing = others.write().orElseThrow()) {
            assertThat(find("wombat")).contains("scan.pdf");
            index().awaitRest();
            assertThat(index().snapshot()).isEmpty();
            writing.put("files/scan.pdf", "a stamp", "x", "x y");
            writing.commit();
            assertThat(find("wombat")).contains("scan.pdf");
        }
    }

    @Test
    void theIndexIsItsOwnersAlone() throws Exception {
        manyFiles();
        indexed();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        FileIndex.folder(kit.device().cache()))))
                .isEqualTo("rwx------");
    }

    @Test
    void fewFilesAreReadWithoutAnIndex() {
        samples.text("a.txt", "wombat");

        assertThat(find("wombat")).contains("a.txt");
        assertThat(FileIndex.folder(kit.device().cache())).doesNotExist();
    }

    @Test
    void anUnknownWayToIndexNamesTheSetting() {
        samples.text("a.txt", "wombat");
        kit.setting(IndexMode.SETTING, "fast");

        assertThatThrownBy(() -> find("wombat"))
                .hasMessage("files.index is \"fast\", which is none of off, text and meaning.");
    }
}
