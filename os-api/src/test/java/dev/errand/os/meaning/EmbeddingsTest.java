package dev.errand.os.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real model, loaded as the program loads it.
class EmbeddingsTest {
    @TempDir
    Path folder;

    private static Embedding model() {
        assumeTrue(Embeddings.model().isPresent(), "The model's jars are not on the class path");
        return Embeddings.installed().orElseThrow();
    }

    private static double likeness(String one, String other) {
        return Embedding.likeness(model().of(one), model().of(other));
    }

    @Test
    void sentencesOfLikeMeaningAreNearEachOther() {
        double near = likeness("remind me to ring my mother", "tell me to call mom");
        assertThat(near).isGreaterThan(likeness("remind me to ring my mother", "what is the weather tomorrow"));
        assertThat(likeness("delete all photos", "delete all photos")).isCloseTo(1, within(1e-6));
    }

    @Test
    void aQuestionIsNearItsAnswer() {
        float[] question = model().ofQuestion("proof that I own the automobile");
        List<float[]> texts = model().of(List.of(
                "Certificate of title. Vehicle: Corvane Meridian. Registered owner: Alex Morgan",
                "Banana bread: three bananas, flour, sugar, two eggs"));
        assertThat(Embedding.likeness(question, texts.get(0)))
                .isGreaterThan(Embedding.likeness(question, texts.get(1)) + 0.1);
    }

    @Test
    void aTextHasOneVectorOfLengthOne() {
        float[] vector = model().of("The same text");

        assertThat(vector).hasSize(model().dimensions()).isEqualTo(model().of("The same text"));
        assertThat(Embedding.likeness(vector, vector)).isCloseTo(1, within(1e-6));
    }

    @Test
    void anyTextHasAVector() {
        for (String text :
                List.of("", " ", "🎉", "日本語", "\u0000\ud800", "word ".repeat(100_000), "x".repeat(100_000))) {
            assertThat(Embedding.likeness(model().of(text), model().of(text))).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void severalThreadsGetWhatOneGets() throws Exception {
        List<String> texts = List.of("a lease", "a long letter about the heating of the flat", "bread", "an invoice");
        List<float[]> alone = model().of(texts);
        List<Future<float[]>> together = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                String text = texts.get(i % 4);
                together.add(threads.submit(() -> model().of(text)));
            }
        }
        for (int i = 0; i < 40; i++) {
            assertThat(together.get(i).get()).isEqualTo(alone.get(i % 4));
        }
    }

    @Test
    void itSaysWhatItUnderstands() {
        assertThat(model().understands(Locale.UK)).isTrue();
        assertThat(model().understands(Locale.GERMAN)).isFalse();
        assertThat(model().model())
                .startsWith("bge-small-en")
                .isEqualTo(Embeddings.model().orElseThrow());
    }

    @Test
    void vectorsOfTwoModelsAreNotCompared() {
        assertThatThrownBy(() -> Embedding.likeness(new float[3], new float[4])).hasMessageContaining("two models");
    }

    @Test
    void theModelIsFoundInAFolderBesideTheLibraries() throws IOException {
        Path neighbour = folder.resolve("lucene-core-10.jar");
        assertThat(ModelJars.of(List.of(neighbour))).isEmpty();

        Path beside = Files.createDirectory(folder.resolve("meaning"));
        Files.createFile(beside.resolve("onnxruntime-1.jar"));
        assertThat(ModelJars.of(List.of(neighbour))).isEmpty();

        Files.createFile(beside.resolve("langchain4j-embeddings-small-2.jar"));
        assertThat(ModelJars.of(List.of(neighbour)).orElseThrow().name()).isEqualTo("small-2");
        assertThat(ModelJars.of(List.of())).isEmpty();
    }

    @Test
    void aDamagedLibraryIsSaidToBeOne() throws IOException {
        ModelJars damaged = new ModelJars(
                Files.writeString(folder.resolve("langchain4j-embeddings-small-2.jar"), "no jar"),
                Files.writeString(folder.resolve("onnxruntime-1.jar"), "no jar"));

        assertThatThrownBy(() -> Embeddings.open(damaged))
                .isInstanceOf(EmbeddingFailure.class)
                .hasMessageStartingWith("The model small-2 could not be loaded: ");
    }
}
