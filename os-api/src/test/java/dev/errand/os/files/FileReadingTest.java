package dev.errand.os.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadingTest {
    @TempDir
    Path home;

    private SkillKit kit;
    private Samples samples;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new FilesSkill());
        samples = new Samples(home);
    }

    private String read(String path) {
        return kit.call("files.read", "[\"" + path + "\"]").value().asText();
    }

    @Test
    void plainTextIsReadAsItStands() {
        samples.text("a.txt", "Grüße\n  indented\n");
        samples.bytes("b.txt", "Grüße".getBytes(Charset.forName("windows-1252")));
        samples.text("c.json", "{\"a\": 1}");
        samples.text("README", "no extension");

        assertThat(read("a.txt")).isEqualTo("Grüße\n  indented\n");
        assertThat(read("b.txt")).isEqualTo("Grüße");
        assertThat(read("c.json")).isEqualTo("{\"a\": 1}");
        assertThat(read("README")).isEqualTo("no extension");
    }

    @Test
    void documentsAreReadAsText() {
        samples.pdf("a.pdf", "Certificate of Title", "Vehicle: Saab 900");
        samples.docx("b.docx", "First", "Second paragraph");
        samples.text(
                "c.html", "<title>T</title><style>x{}</style><h1>Head</h1><p>One <b>two</b></p><ul><li>a<li>b</ul>");
        samples.zip(
                "d.odt",
                List.of(
                        "content.xml",
                        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:text>"
                                + "<text:h>Head</text:h><text:p>Text<text:tab/><text:span>span</text:span></text:p>"
                                + "</office:text></office:document-content>"));

        assertThat(read("a.pdf").lines()).containsExactly("Certificate of Title", "Vehicle: Saab 900");
        assertThat(read("b.docx")).isEqualTo("First\nSecond paragraph");
        assertThat(read("c.html")).isEqualTo("T\nHead\nOne two\na\nb");
        assertThat(read("d.odt")).isEqualTo("Head\nText\tspan");
    }

    @Test
    void sheetsAreReadAsLinesOfCells() {
        samples.zip(
                "a.xlsx",
                List.of(
                        "xl/sharedStrings.xml",
                        "<sst><si><t>Rent</t></si><si><t>Food</t></si></sst>",
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c><v>900</v></c></row>"
                                + "<row><c t=\"s\"><v>1</v></c><c><v>300.5</v></c></row></sheetData></worksheet>",
                        "xl/worksheets/sheet10.xml",
                        "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>last</t></is></c></row></sheetData></worksheet>",
                        "xl/worksheets/sheet2.xml",
                        "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"));

        assertThat(read("a.xlsx")).isEqualTo("Rent\t900\nFood\t300.5\n\n2\n\nlast");
    }

    @Test
    void aMailIsReadWithItsHeaders() {
        samples.text("claim.eml", """
                From: Claims <claims@insurer.example>
                To: jane@example.org
                Subject: =?UTF-8?Q?Sch=C3=A4den?=
                Content-Type: multipart/alternative; boundary=B

                --B
                Content-Type: text/plain; charset=utf-8

                Please send the title.
                --B
                Content-Type: text/html

                <p>Please send the <b>title</b>.</p>
                --B--
                """);

        assertThat(read("claim.eml"))
                .contains("From: Claims <claims@insurer.example>", "Subject: Schäden", "Please send the title.")
                .doesNotContain("<b>");
    }

    @Test
    void ofAnImageIsReadWhatTheCameraNoted() {
        samples.bytes("a.jpg", Exif.jpeg("Northwind", "Northwind K2", "2024:05:17 12:30:00"));
        samples.bytes("b.jpg", Exif.jpeg("Northwind", "K1", "2023:11:02 08:00:00"));

        assertThat(read("a.jpg").lines())
                .containsExactly(
                        "Size: 40 x 30 pixels",
                        "Taken: 2024-05-17 (May Mai 2024)",
                        "Camera: Northwind K2",
                        "Place: noted in the file");
        assertThat(kit.call("files.find", "[\"photos of May 2024\"]").value())
                .hasSize(1)
                .first()
                .asString()
                .contains("a.jpg");
        assertThat(kit.call("files.find", "[\"place\"]").value()).isEmpty();
    }

    @Test
    void whatHasNoTextSaysSo() {
        samples.bytes("a.jpg", new byte[] {1, 2, 3});
        samples.bytes("b.bin", new byte[] {1, 0, 3});
        samples.text("c.doc", "old");

        assertThatThrownBy(() -> read("a.jpg"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessage("\"a.jpg\" is an image.");
        assertThatThrownBy(() -> read("b.bin")).hasMessage("\"b.bin\" is not a text file.");
        assertThatThrownBy(() -> read("c.doc")).hasMessageContaining("format whose text cannot be read");
    }

    @Test
    void damagedFilesSaySo() throws Exception {
        samples.text("a.pdf", "%PDF-1.7 and then nothing of the kind");
        samples.text("b.docx", "not a zip");
        samples.zip("c.docx", List.of("other.xml", "<a/>"));
        byte[] pdf = Files.readAllBytes(samples.pdf("d.pdf", "Text that is cut"));
        samples.bytes("d.pdf", java.util.Arrays.copyOf(pdf, pdf.length / 4));

        assertThatThrownBy(() -> read("a.pdf")).hasMessage("\"a.pdf\" cannot be read: it is a damaged PDF");
        assertThatThrownBy(() -> read("b.docx")).hasMessageContaining("\"b.docx\" cannot be read");
        assertThatThrownBy(() -> read("c.docx")).hasMessageContaining("no office document");
        assertThatThrownBy(() -> read("d.pdf")).isInstanceOf(DeviceFailure.class);
    }

    @Test
    void aHugeFileIsNotRead() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(samples.text("huge.log", "x").toFile(), "rw")) {
            file.setLength(3L << 30);
        }

        assertThatThrownBy(() -> read("huge.log"))
                .hasMessage("\"huge.log\" has 3072 MB; files of more than 20 MB are not read.");
        assertThat(kit.call("files.find", "[\"huge\"]").value()).hasSize(1);
    }

    @Test
    void aZipBombIsNotUnpacked() {
        samples.zip("bomb.docx", List.of("word/document.xml", "<w:p>" + "0".repeat(60 << 20) + "</w:p>"));

        assertThatThrownBy(() -> read("bomb.docx")).hasMessageContaining("unpacks to more than 50 MB");
    }

    @Test
    void aMissingFileNamesWhatIsCalledAlike() {
        samples.text("Car/title-scan.txt", "x");
        samples.text("Car/insurance.txt", "x");

        assertThatThrownBy(() -> read("title.txt"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).startsWith("Called alike: \"Car/title-scan.txt\"."))
                .hasMessage("There is no \"title.txt\" among the files.");
    }

    @Test
    void aFolderIsNotRead() {
        samples.text("Car/title.txt", "x");

        assertThatThrownBy(() -> read("Car")).hasMessage("\"Car\" is a folder.");
        assertThatThrownBy(() -> read(".")).hasMessage("\".\" is a folder.");
    }

    @Test
    void nothingLeadsOutOfTheFiles() throws Exception {
        samples.text("in.txt", "in");
        Files.writeString(home.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(samples.root().resolve("out.txt"), home.resolve("secret.txt"));
        Files.createSymbolicLink(samples.root().resolve("up"), home);

        for (String path :
                List.of("../secret.txt", "a/../../secret.txt", "out.txt", "up/secret.txt", "..\\\\secret.txt")) {
            assertThatThrownBy(() -> read(path)).isInstanceOf(DeviceFailure.class);
            assertThatThrownBy(() -> kit.call("files.write", "[\"" + path + "\", \"x\"]"))
                    .isInstanceOf(DeviceFailure.class);
        }
        assertThatThrownBy(() -> kit.call("files.list", "[\"..\"]")).isInstanceOf(DeviceFailure.class);
        assertThat(home.resolve("secret.txt")).hasContent("secret");
        assertThat(kit.call("files.find", "[\"*\"]").value().toString()).doesNotContain("secret", "out");
        assertThat(read("/in.txt")).isEqualTo("in");
    }

    @Test
    void aLinkInACircleIsWalkedOnce() throws Exception {
        samples.text("a/b/deep.txt", "x");
        Files.createSymbolicLink(
                samples.root().resolve("a/b/back"), samples.root().resolve("a"));

        assertThat(kit.call("files.find", "[\"deep\"]").value()).hasSize(1);
    }
}
