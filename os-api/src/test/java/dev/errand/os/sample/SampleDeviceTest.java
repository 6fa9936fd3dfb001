package dev.errand.os.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.property.Categories;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDeviceTest {
    private static final Clock MONDAY = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneId.of("Europe/Berlin"));

    @TempDir
    Path folder;

    @Test
    void aMissingHomeIsFilledAndFilledOnlyOnce() throws Exception {
        Path home = folder.resolve("new/home");

        assertThat(SampleDevice.create(home, MONDAY)).isEqualTo(SampleDevice.Outcome.CREATED);
        Files.writeString(home.resolve("lists/shopping.md"), "# Shopping\n- [ ] tea\n");
        Files.delete(home.resolve("files/Welcome.md"));
        Map<String, String> before = contents(home);

        assertThat(SampleDevice.create(home)).isEqualTo(SampleDevice.Outcome.UNCHANGED);
        assertThat(contents(home)).isEqualTo(before);
    }

    @Test
    void theSameMomentGivesTheSameBytes() throws Exception {
        SampleDevice.create(folder.resolve("a"), MONDAY);
        SampleDevice.create(folder.resolve("b"), MONDAY);

        assertThat(contents(folder.resolve("a"))).isEqualTo(contents(folder.resolve("b")));
    }

    @Test
    void settingsAndAJournalThatAreThereAlreadyStay() throws Exception {
        Files.writeString(folder.resolve("config.toml"), "[media]\noutput = \"none\"\n");
        Files.createDirectories(folder.resolve("state"));

        assertThat(SampleDevice.create(folder, MONDAY)).isEqualTo(SampleDevice.Outcome.CREATED);
        assertThat(folder.resolve("config.toml")).hasContent("[media]\noutput = \"none\"");
        assertThat(folder.resolve("files/Welcome.md")).exists();
    }

    @Test
    void aForeignFolderIsRefusedUntouched() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> SampleDevice.create(folder, MONDAY))
                .hasMessageContaining("is not empty and holds no sample device");
        assertThat(contents(folder)).containsOnlyKeys("mine.txt");
        assertThatThrownBy(() -> SampleDevice.create(folder.resolve("mine.txt"), MONDAY))
                .hasMessageContaining("is a file");
    }

    @Test
    void anInterruptedCreationIsCompletedAsItBegan() throws Exception {
        SampleDevice.create(folder.resolve("whole"), MONDAY);
        Path home = folder.resolve("half");
        SampleDevice.create(home, MONDAY);
        Path marker = home.resolve(".errand-sample");
        Files.writeString(marker, Files.readString(marker).replace("complete", "filling"));
        Files.delete(home.resolve("files/Welcome.md"));
        Files.write(home.resolve("files/Documents/Scans/scan_0042.pdf"), new byte[] {1});

        assertThat(SampleDevice.create(home)).isEqualTo(SampleDevice.Outcome.COMPLETED);
        assertThat(contents(home)).isEqualTo(contents(folder.resolve("whole")));
    }

    @Test
    void aSampleOfAnotherVersionIsRefused() throws Exception {
        SampleDevice.create(folder, MONDAY);
        Files.writeString(folder.resolve(".errand-sample"), "version 99\ncomplete\nlater\n");

        assertThatThrownBy(() -> SampleDevice.create(folder, MONDAY)).hasMessageContaining("another version");
    }

    @Test
    void everyPdfHasItsText() throws Exception {
        SampleDevice.create(folder, MONDAY);
        List<Path> pages = files("files", ".pdf");

        assertThat(pages).hasSizeGreaterThan(8);
        for (Path page : pages) {
            assertThat(text(page)).as(page.toString()).hasSizeGreaterThan(60);
        }
        assertThat(text(folder.resolve("files/Documents/Scans/scan_0042.pdf")))
                .contains("Certificate of Title", "Make: Corvane", "VIN", "Owner: Alex Morgan");
    }

    @Test
    void wordDocumentsAndPicturesAreReal() throws Exception {
        SampleDevice.create(folder, MONDAY);

        try (ZipFile cv = new ZipFile(
                folder.resolve("files/Documents/Work/CV Alex Morgan.docx").toFile())) {
            try (InputStream document = cv.getInputStream(cv.getEntry("word/document.xml"))) {
                assertThat(new String(document.readAllBytes())).contains("Product manager");
            }
        }
        for (Path picture : files("files/Pictures", ".png")) {
            assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(320);
        }
    }

    @Test
    void songsPlayBetweenEightAndTwentySeconds() throws Exception {
        SampleDevice.create(folder, MONDAY);
        List<Path> songs = files("files/Music", ".wav");

        assertThat(songs).hasSize(7);
        for (Path song : songs) {
            try (AudioInputStream sound = AudioSystem.getAudioInputStream(song.toFile())) {
                assertThat(sound.getFrameLength() / sound.getFormat().getFrameRate())
                        .as(song.toString())
                        .isBetween(8f, 20f);
                assertThat(sound.readAllBytes()).contains((byte) 128).isNotEqualTo(new byte[0]);
            }
        }
    }

    @Test
    void contactsAreVCardsWithTwoInsurersAndTwoAnnas() throws Exception {
        SampleDevice.create(folder, MONDAY);
        List<VCard> cards = new ArrayList<>();
        for (Path card : files("contacts", ".vcf")) {
            cards.add(Ezvcard.parse(card).first());
        }

        assertThat(cards).hasSize(26).allSatisfy(card -> {
            assertThat(card.getUid()).isNotNull();
            assertThat(card.getFormattedName()).isNotNull();
            assertThat(card.getEmails())
                    .allSatisfy(e -> assertThat(e.getValue()).matches(".+@([a-z-]+\\.)?example\\.(com|org|net)"));
        });
        assertThat(cards.stream().filter(c -> categories(c).contains("Insurance")))
                .hasSize(2);
        assertThat(cards.stream().filter(c -> c.getFormattedName().getValue().startsWith("Anna ")))
                .hasSize(2);
        assertThat(cards.stream().filter(c -> categories(c).contains("Wife"))).hasSize(1);
        assertThat(cards.stream().filter(c -> c.getBirthday() != null)).hasSizeGreaterThan(5);
    }

    @Test
    void mailIsAMaildirThatParses() throws Exception {
        SampleDevice.create(folder, MONDAY);
        List<MimeMessage> unread = mails("mail/new");
        List<MimeMessage> read = mails("mail/cur");
        List<MimeMessage> sent = mails("mail/.Sent/cur");

        assertThat(unread).hasSize(7);
        assertThat(read).hasSize(14);
        assertThat(sent).hasSize(4);
        for (MimeMessage mail :
                Stream.of(unread, read, sent).flatMap(List::stream).toList()) {
            assertThat(mail.getFrom()).hasSize(1);
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getSentDate().toInstant()).isBefore(MONDAY.instant());
        }
        MimeMessage bill = with("Your bill for February", unread);
        assertThat(((Multipart) bill.getContent()).getBodyPart(1).getFileName()).isEqualTo("power-bill-february.pdf");
        assertThat(((Multipart) bill.getContent()).getBodyPart(1).getInputStream())
                .hasSameContentAs(Files.newInputStream(folder.resolve("files/Documents/Home/power-bill-february.pdf")));
        assertThat(with("Spring in Lisbon: seven walks", unread).getContentType())
                .startsWith("text/html");
        assertThat((String) with("Besuch in Riverton – nächste Woche", read).getContent())
                .contains("Viele Grüße");
    }

    @Test
    void theOtherAreasAreThere() throws Exception {
        SampleDevice.create(folder, MONDAY);

        assertThat(folder.resolve("lists/shopping.md")).content().startsWith("# Shopping\n- [ ] milk\n");
        assertThat(files("lists", ".md")).hasSize(3);
        assertThat(files("notes", ".md")).hasSize(4);
        assertThat(files("calendar", ".ics")).hasSize(12);
        assertThat(files("reminders", ".ics")).hasSize(3);
        assertThat(folder.resolve("calendar/dentist.ics")).content().contains("DTSTART:20260304T093000Z\r\n");
        assertThat(folder.resolve("config.toml")).content().contains("output = \"auto\"");
        for (String ending : List.of(".md", ".txt", ".ics", ".html", ".csv", ":2,S")) {
            for (Path file : files("", ending)) {
                assertThat(file).content().doesNotContain("{{");
            }
        }
    }

    private static List<String> categories(VCard card) {
        Categories categories = card.getCategories();
        return categories == null ? List.of() : categories.getValues();
    }

    private static MimeMessage with(String subject, List<MimeMessage> mails) throws Exception {
        for (MimeMessage mail : mails) {
            if (subject.equals(mail.getSubject())) {
                return mail;
            }
        }
        throw new AssertionError("No mail “" + subject + "”");
    }

    private List<MimeMessage> mails(String place) throws Exception {
        List<MimeMessage> mails = new ArrayList<>();
        for (Path file : files(place, "")) {
            try (InputStream in = Files.newInputStream(file)) {
                mails.add(new MimeMessage(Session.getInstance(new Properties()), in));
            }
        }
        return mails;
    }

    private static String text(Path page) throws Exception {
        try (PDDocument document = Loader.loadPDF(page.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private List<Path> files(String below, String ending) throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve(below))) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> Objects.toString(path.getFileName()).endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> contents(Path home) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                contents.put(
                        home.relativize(path).toString(),
                        Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
