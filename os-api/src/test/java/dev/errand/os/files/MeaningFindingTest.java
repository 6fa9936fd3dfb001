package dev.errand.os.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.device.Model;
import dev.errand.os.device.Storage;
import dev.errand.os.index.Snapshot;
import dev.errand.os.index.TextIndex;
import dev.errand.os.index.Writing;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.meaning.Embeddings;
import dev.errand.os.operation.StepContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Finding by what texts mean, with the real model.
class MeaningFindingTest {
    private static final String QUESTION = "proof that I own the automobile";
    private static final String TITLE = "Scans/scan_0042.pdf";

    @TempDir
    Path home;

    private SkillKit kit;
    private Samples samples;

    @BeforeEach
    void device() {
        assumeTrue(Embeddings.model().isPresent(), "The model's jars are not on the class path");
        kit = new SkillKit(home, new FilesSkill());
        kit.setting(IndexMode.SETTING, "meaning");
        samples = new Samples(home);
        old(samples.pdf(
                TITLE,
                "State of Riverton - Certificate of Title",
                "Vehicle identification number (VIN): 1XZTE5T08NR000042",
                "Owner: Alex Morgan. The person named above is the registered owner of the vehicle described."));
        old(samples.text(
                "Recipes/banana-bread.md", "# Banana bread\n\n3 ripe bananas, flour, sugar. Bake for 55 minutes."));
        old(samples.docx(
                "Letters/landlord.docx", "Dear Mr. Hale", "the boiler loses pressure again, please send somebody"));
        old(samples.bytes("Music/Blue Harbor.mp3", new byte[] {1}));
    }

    @AfterEach
    void rest() {
        if (kit != null) {
            index().stop();
            FileIndex.in(kit.device().cache()).stop();
        }
    }

    private FileIndex index() {
        return FileIndex.ofMeanings(kit.device().cache());
    }

    private static Path old(Path file) {
        try {
            return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String indexed() {
        try (FileIndexing indexing = FileIndexing.of(kit.device())) {
            indexing.bringUpToDate();
        }
        return FileIndexing.inWords(kit.device()).lines().skip(1).findFirst().orElseThrow();
    }

    private List<String> find(String phrase) {
        return paths(kit.call("files.find", "[\"" + phrase + "\"]").value());
    }

    private static List<String> paths(JsonNode files) {
        List<String> paths = new ArrayList<>();
        files.forEach(file -> paths.add(file.get("path").asText()));
        return paths;
    }

    @Test
    void aParaphraseFindsWhatIsMeant() {
        assertThat(find(QUESTION)).isEmpty();

        indexed();

        assertThat(find(QUESTION)).containsExactly(TITLE);
        assertThat(find("complaint about the broken heating")).containsExactly("Letters/landlord.docx");
        assertThat(find("dessert to bake with fruit")).containsExactly("Recipes/banana-bread.md");
    }

    @Test
    void aQuestionAboutSomethingElseFindsNothing() {
        indexed();

        assertThat(find("quantum physics lecture")).isEmpty();
        assertThat(find("swimming lessons for toddlers")).isEmpty();
        assertThat(find("Gedicht über das Meer")).isEmpty();
    }

    @Test
    void aLikenessIsNeverAsSureAsWords() {
        indexed();

        JsonNode byMeaning = kit.call("files.find", "[\"" + QUESTION + "\"]").value();
        JsonNode byWords = kit.call("files.find", "[\"certificate of title\"]").value();

        assertThat(byMeaning.get(0).get("score").asDouble()).isBetween(0.25, 0.5);
        assertThat(paths(byWords)).containsExactly(TITLE);
        assertThat(byWords.get(0).get("score").asDouble()).isGreaterThan(0.6);
    }

    @Test
    void whatWordsFindSurelyIsAllThatIsFound() {
        indexed();
        kit.setting(IndexMode.SETTING, "text");
        List<String> byWords = find("banana bread");
        kit.setting(IndexMode.SETTING, "meaning");

        assertThat(find("banana bread")).isEqualTo(byWords).containsExactly("Recipes/banana-bread.md");
    }

    @Test
    void onlyFilesOfThatKindAndFolderAreFound() {
        indexed();

        assertThat(paths(kit.call("files.find", "[\"" + QUESTION + "\", {\"folder\":\"Scans\"}]")
                        .value()))
                .containsExactly(TITLE);
        assertThat(paths(kit.call("files.find", "[\"" + QUESTION + "\", {\"folder\":\"Recipes\"}]")
                        .value()))
                .isEmpty();
        assertThat(paths(kit.call("files.find", "[\"" + QUESTION + "\", {\"type\":\"document\"}]")
                        .value()))
                .isEmpty();
    }

    @Test
    void whatChangesIsForgottenAtOnceAndKnownAfterTheNextLook() throws IOException {
        assertThat(indexed()).startsWith("4 found by meaning").doesNotContain("waiting");

        samples.pdf(TITLE, "Lentil soup: red lentils, one onion, two carrots and some cumin");
        assertThat(find(QUESTION)).isEmpty();
        assertThat(FileIndexing.inWords(kit.device()))
                .contains("3 found by meaning")
                .contains("1 waiting");
        old(samples.root().resolve(TITLE));
        Files.delete(samples.root().resolve("Letters/landlord.docx"));

        assertThat(indexed()).startsWith("3 found by meaning").doesNotContain("waiting");
        assertThat(find("vegetarian dinner with legumes")).containsExactly(TITLE);
        assertThat(find("complaint about the broken heating")).isEmpty();
        try (Snapshot all = index().snapshot().orElseThrow()) {
            assertThat(all.keys()).hasSize(3);
        }
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() throws IOException {
        indexed();
        Path folder = FileIndex.folderOfMeanings(kit.device().cache());
        List<String> before = segments(folder);

        indexed();

        assertThat(segments(folder)).isEqualTo(before);
    }

    private static List<String> segments(Path folder) throws IOException {
        try (Stream<Path> parts = Files.walk(folder)) {
            return parts.map(part -> part.getFileName().toString())
                    .filter(name -> name.startsWith("_"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void vectorsOfAnotherModelDoNotCount() throws IOException {
        indexed();
        TextIndex index = TextIndex.in(FileIndex.folderOfMeanings(kit.device().cache()));
        index().stop();
        try (Writing writing = index.write().orElseThrow()) {
            writing.put("files/" + TITLE, "the stamp of an older model", List.of(new float[] {1, 0, 0}));
            writing.commit();
        }

        assertThat(find(QUESTION)).isEmpty();
        assertThat(indexed()).startsWith("4 found by meaning").doesNotContain("waiting");
        assertThat(find(QUESTION)).containsExactly(TITLE);
    }

    @Test
    void aDamagedIndexFindsByWordsAndIsMadeAnew() throws IOException {
        indexed();
        index().stop();
        try (Stream<Path> parts =
                Files.walk(FileIndex.folderOfMeanings(kit.device().cache()))) {
            parts.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("write.lock"))
                    .forEach(MeaningFindingTest::spoil);
        }

        assertThat(find(QUESTION)).isEmpty();
        assertThat(find("certificate of title")).containsExactly(TITLE);
        assertThat(indexed()).startsWith("4 found by meaning").doesNotContain("waiting");
        assertThat(find(QUESTION)).containsExactly(TITLE);
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
    void aPreviewFindsTheSameAndWhatMovedIsKnownAfterTheNextLook() {
        indexed();

        assertThat(paths(kit.preview("files.find", "[\"" + QUESTION + "\"]").value()))
                .containsExactly(TITLE);
        kit.call("files.move", "[\"" + TITLE + "\", \"Letters\"]");
        assertThat(find(QUESTION)).isEmpty();
        indexed();
        assertThat(find(QUESTION)).containsExactly("Letters/scan_0042.pdf");
    }

    @Test
    void whatOneProcessIndexedAnotherFinds() {
        assertThat(SearchProcess.index(home, SearchProcess.ALL_JARS).found()).contains("4 found by meaning");

        SearchProcess.Outcome other = SearchProcess.search(home, "meaning", QUESTION, SearchProcess.ALL_JARS);

        assertThat(other.found()).contains(TITLE);
        assertThat(other.leftInTemporaryFolder()).isEmpty();
        assertThat(find(QUESTION)).containsExactly(TITLE);
        assertThat(kit.call("files.find", "[\"" + QUESTION + "\"]").value().toString())
                .isEqualTo(other.found());
    }

    @Test
    void whileAnotherProcessIndexesFilesAreFoundByWords() throws IOException {
        TextIndex others = TextIndex.in(FileIndex.folderOfMeanings(kit.device().cache()));
        try (Writing _ = others.write().orElseThrow()) {
            assertThat(indexed()).startsWith("0 found by meaning").contains("4 waiting");
            assertThat(find("certificate of title")).containsExactly(TITLE);
        }
        assertThat(indexed()).startsWith("4 found by meaning");
    }

    @Test
    void nothingOfItIsLoadedUnlessItIsNeeded() {
        indexed();

        assertThat(SearchProcess.search(home, "text", QUESTION, SearchProcess.ALL_JARS)
                        .classes())
                .contains("dev.errand.os.files.FilesSkill")
                .doesNotContain("ai.onnxruntime", "dev.errand.os.meaning.onnx", "dev.errand.os.meaning.Embeddings");
        assertThat(SearchProcess.search(home, "meaning", "certificate of title", SearchProcess.ALL_JARS)
                        .classes())
                .doesNotContain("ai.onnxruntime", "dev.errand.os.meaning.onnx");
        assertThat(SearchProcess.search(home, "meaning", QUESTION, SearchProcess.ALL_JARS)
                        .classes())
                .contains("ai.onnxruntime", "dev.errand.os.meaning.onnx");
    }

    @Test
    void withoutTheModelFilesAreFoundByWords() {
        indexed();
        Predicate<String> others = jar -> !jar.contains("onnxruntime");

        assertThat(SearchProcess.search(home, "meaning", QUESTION, others).found())
                .isEqualTo("[]");
        assertThat(SearchProcess.search(home, "meaning", "certificate of title", others)
                        .found())
                .contains(TITLE);
        assertThat(SearchProcess.index(home, others).found())
                .contains("none found by meaning: the model is not installed");
    }

    @Test
    void whatIsFoundByMeaningIsOpenedOnce() {
        indexed();
        List<String> opened = new ArrayList<>();
        Storage watched = (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (_, method, arguments) -> {
                    if (method.getName().equals("open")) {
                        opened.add((String) arguments[0]);
                    }
                    return method.invoke(kit.device().storage(), arguments);
                });

        find(watched);

        assertThat(opened).last().isEqualTo("files/" + TITLE);
    }

    private void find(Storage storage) {
        StepContext context = new StepContext(
                "a-step",
                Instant.EPOCH,
                ZoneOffset.UTC,
                Locale.ENGLISH,
                new Random(1),
                storage,
                kit.device().settings(),
                kit.device().cache(),
                Model.notConfigured(),
                true,
                JsonNodeFactory.instance.objectNode());
        assertThat(new FilesSkill().find(QUESTION, new FilesSkill.Narrowing(null, null, null), context))
                .hasSize(1);
    }
}
