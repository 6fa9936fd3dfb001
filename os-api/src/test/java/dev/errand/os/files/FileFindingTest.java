package dev.errand.os.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFindingTest {
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
        FileIndex.in(kit.device().cache()).stop();
    }

    private List<String> find(String arguments) {
        List<String> paths = new ArrayList<>();
        for (JsonNode file : kit.call("files.find", arguments).value()) {
            paths.add(file.get("path").asText());
        }
        return paths;
    }

    private void household() {
        samples.pdf(
                "Scans/scan_0042.pdf",
                "STATE OF OREGON",
                "CERTIFICATE OF TITLE",
                "Vehicle identification number: YS3AL35L3R7001234",
                "Make: Saab    Year: 1994    Owner: Jane Doe",
                "This title is proof of ownership of the vehicle.");
        samples.pdf("Scans/scan_0041.pdf", "Dentist Dr. Miller", "Invoice for teeth cleaning", "Total 120.00");
        samples.pdf(
                "Insurance/car-insurance-2025.pdf",
                "Northwind Insurance",
                "Dear Ms. Doe, your car insurance policy for 2025 is enclosed.",
                "Please keep the policy in your car.");
        samples.pdf(
                "Insurance/car-insurance-letter.pdf",
                "Northwind Insurance",
                "Dear Ms. Doe, thank you for your letter about the damage to your car.",
                "In order to go on we need a copy of the title. Please send it soon.");
        samples.docx("Letters/landlord.docx", "Dear Mr. Smith", "the heating in the apartment is broken");
        samples.docx("Letters/resume.docx", "Jane Doe", "Experience: manager of a book shop");
        samples.text("Recipes/banana-bread.md", "# Banana bread\n\nThree bananas, flour, sugar");
        samples.text("taxes-2024.csv", "income,tax\n1000,200\n");
        samples.text("taxes-2025.csv", "income,tax\n1100,210\n");
        samples.bytes("Photos/car-front.jpg", new byte[] {1});
        samples.bytes("Photos/our-car.jpg", new byte[] {2});
        samples.bytes("Photos/Holiday/IMG_0001.jpg", new byte[] {3});
        samples.bytes("Music/Title Song.mp3", new byte[] {4});
        samples.text("Books/title-page.txt", "The title of this book is Moby Dick");
        samples.text(".hidden/car-title.txt", "car title");
    }

    @Test
    void aScanIsFoundByWhatItSays() {
        household();

        assertThat(find("[\"car title\"]")).first().isEqualTo("Scans/scan_0042.pdf");
        assertThat(find("[\"my car's title\"]")).first().isEqualTo("Scans/scan_0042.pdf");
        assertThat(find("[\"Fahrzeugbrief\"]")).first().isEqualTo("Scans/scan_0042.pdf");
        assertThat(find("[\"vehicle title\"]")).first().isEqualTo("Scans/scan_0042.pdf");
    }

    @Test
    void wordsOfEverydayFindWhatIsMeant() {
        household();

        assertThat(find("[\"car insurance\"]"))
                .containsExactlyInAnyOrder("Insurance/car-insurance-2025.pdf", "Insurance/car-insurance-letter.pdf");
        assertThat(find("[\"dentist bill\"]")).first().isEqualTo("Scans/scan_0041.pdf");
        assertThat(find("[\"my CV\"]")).containsExactly("Letters/resume.docx");
        assertThat(find("[\"letter to my landlord\"]")).first().isEqualTo("Letters/landlord.docx");
        assertThat(find("[\"banana bread recipe\"]")).containsExactly("Recipes/banana-bread.md");
        assertThat(find("[\"holiday photos\"]")).first().isEqualTo("Photos/Holiday/IMG_0001.jpg");
        assertThat(find("[\"tax 2025\"]")).first().isEqualTo("taxes-2025.csv");
        assertThat(find("[\"taxes\"]")).containsExactly("taxes-2024.csv", "taxes-2025.csv");
        assertThat(find("[\"recipie for banana bread\"]")).containsExactly("Recipes/banana-bread.md");
        assertThat(find("[\"submarine\"]")).isEmpty();
    }

    @Test
    void everythingIsEverythingVisible() {
        household();

        assertThat(find("[\"*\"]")).hasSize(14).noneMatch(path -> path.contains("hidden"));
        assertThat(find("[\"\"]")).hasSize(14);
        assertThat(find("[\"all\"]")).hasSize(14);
        assertThat(find("[\"all my files\"]")).hasSize(14);
        assertThat(find("[]")).hasSize(14);
        assertThat(find("[\"*.CSV\"]")).containsExactly("taxes-2024.csv", "taxes-2025.csv");
    }

    @Test
    void aNameIsTakenAtItsWord() {
        samples.text("notes.txt", "x");
        samples.text("notes-old.txt", "x");
        samples.text("old/notes.txt", "x");

        assertThat(find("[\"notes.txt\"]")).containsExactly("notes.txt", "old/notes.txt");
        assertThat(find("[\"old/notes.txt\"]")).containsExactly("old/notes.txt");
        assertThat(find("[\"notes\"]")).startsWith("notes.txt", "old/notes.txt");
    }

    @Test
    void theSearchIsNarrowedByFolderTypeAndLimit() {
        household();

        assertThat(find("[\"*\", {\"type\":\"image\"}]")).hasSize(3);
        assertThat(find("[\"*\", {\"type\":\"photos\", \"folder\":\"holiday\"}]"))
                .containsExactly("Photos/Holiday/IMG_0001.jpg");
        assertThat(find("[{\"type\":\".pdf\", \"limit\":2}]")).hasSize(2);
        assertThat(find("[\"car\", {\"folder\":{\"path\":\"Photos\"}}]")).hasSize(2);
        assertThat(find("[\"*\", {\"type\":\"folder\"}]")).contains("Photos", "Photos/Holiday");
        assertThatThrownBy(() -> find("[\"*\", {\"type\":\"certificate of birth\"}]"))
                .hasMessage("There is no file type \"certificate of birth\".");
        assertThatThrownBy(() -> find("[\"*\", {\"folder\":\"Photo\"}]")).hasMessageContaining("no \"Photo\"");
        assertThatThrownBy(() -> find("[\"*\", {\"limit\":0}]")).hasMessageContaining("0 files");
    }

    @Test
    void aKindOfFilesIsNoWordToLookFor() {
        household();

        assertThat(find("[\"pdf files\"]")).hasSize(4).allMatch(path -> path.endsWith(".pdf"));
        assertThat(find("[\"all my photos\"]")).hasSize(3).allMatch(path -> path.endsWith(".jpg"));
        assertThat(find("[\"tax files\"]")).containsExactly("taxes-2024.csv", "taxes-2025.csv");
    }

    @Test
    void aLongTextIsFoundByItsBeginning() {
        samples.text("long.txt", "Überschrift wombat\n" + "ä".repeat(100_000) + "\nplatypus");

        assertThat(find("[\"wombat\"]")).containsExactly("long.txt");
        assertThat(find("[\"platypus\"]")).isEmpty();
    }

    @Test
    void foldersAreFoundWhereFoldersAreMeant() {
        household();

        assertThat(find("[\"the Holiday folder\"]")).containsExactly("Photos/Holiday");
        assertThat(find("[\"Recipes\"]")).containsExactly("Recipes/banana-bread.md");
    }

    @Test
    void aBrokenDocumentIsFoundByItsName() {
        samples.text("broken title.pdf", "%PDF-1.4 nothing");

        assertThat(find("[\"broken title\"]")).containsExactly("broken title.pdf");
    }

    @Test
    void aFileHasWhatGuestCodeNeeds() {
        samples.text("a b.txt", "hello");

        JsonNode file = kit.call("files.find", "[\"hello\"]").value().get(0);

        assertThat(file.get("path").asText()).isEqualTo("a b.txt");
        assertThat(file.get("name").asText()).isEqualTo("a b.txt");
        assertThat(file.get("size").asInt()).isEqualTo(5);
        assertThat(file.get("type").asText()).isEqualTo("text");
        assertThat(file.get("modified").asText()).endsWith("Z");
        assertThat(file.get("score").asDouble()).isBetween(0.3, 1.0);
    }

    @Test
    void aDamagedCacheDoesNoHarm() throws Exception {
        household();
        find("[\"car title\"]");
        try (Stream<Path> kept = Files.list(kit.device().cache().resolve("file-text"))) {
            kept.forEach(each -> spoil(each));
        }

        assertThat(find("[\"car title\"]")).first().isEqualTo("Scans/scan_0042.pdf");
    }

    private static void spoil(Path file) {
        try {
            Files.writeString(file, Files.readString(file).replace("TITLE", "TOTAL"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aChangedDocumentIsReadAgain() throws Exception {
        samples.pdf("scan.pdf", "apples");
        assertThat(find("[\"apples\"]")).hasSize(1);
        samples.pdf("scan.pdf", "oranges and more");

        assertThat(find("[\"apples\"]")).isEmpty();
        assertThat(find("[\"oranges\"]")).hasSize(1);
    }

    @Test
    void oneOfTwoThousandIsFound() {
        for (int i = 0; i < 2000; i++) {
            samples.text(
                    "folder" + i % 40 + "/letter-" + i + ".txt", ("word" + i + " and some text more. ").repeat(40));
        }
        assertThat(find("[\"word77\"]")).first().isEqualTo("folder37/letter-77.txt");
        assertThat(find("[\"word1999\"]")).first().isEqualTo("folder39/letter-1999.txt");
    }
}
