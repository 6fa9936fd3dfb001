package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The text in a file, whatever the file's format.
final class FileText {
    private static final int MOST_PLAIN_BYTES = 20 << 20;
    private static final int BEGINNING = 64 << 10;
    private static final int MOST_BYTES = 100 << 20;
    private static final int MOST_CHARACTERS = 2_000_000;
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private final Storage storage;

    FileText(Storage storage) {
        this.storage = storage;
    }

    /// The whole text.
    ///
    /// @throws DeviceFailure (invalid) if the file is too large or holds no text, (failed) if it is damaged
    String of(Storage.Entry file) {
        String text = extract(file, Integer.MAX_VALUE);
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS) + "\n[Cut here: the text has " + text.length() + " characters.]\n";
    }

    /// The content of a file that is text itself, character by character, for adding to it.
    ///
    /// @throws DeviceFailure as [#of] does
    String exactly(Storage.Entry file) {
        if (file.size() > MOST_PLAIN_BYTES) {
            throw tooLarge(file, MOST_PLAIN_BYTES);
        }
        return plain(storage.read(file.path())).orElseThrow(() -> noText(file));
    }

    /// Roughly the beginning of the text, for searching.
    ///
    /// @param pages of formats that have pages
    /// @throws DeviceFailure as [#of] does
    String beginning(Storage.Entry file, int pages) {
        if (FileFormat.of(file.name()) != FileFormat.PLAIN) {
            return extract(file, pages);
        }
        try (InputStream in = storage.open(file.path())) {
            byte[] start = in.readNBytes(BEGINNING);
            int end = start.length;
            while (start.length == BEGINNING && end > BEGINNING - 4 && start[end - 1] < 0) {
                // A character may have been cut in two.
                end--;
            }
            return plain(Arrays.copyOf(start, end)).orElseThrow(() -> noText(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private String extract(Storage.Entry file, int pages) {
        FileFormat format = FileFormat.of(file.name());
        if (format == FileFormat.CLOSED) {
            throw noText(file);
        }
        int most = format == FileFormat.PLAIN ? MOST_PLAIN_BYTES : MOST_BYTES;
        if (file.size() > most) {
            throw tooLarge(file, most);
        }
        try (InputStream in = storage.open(file.path())) {
            return switch (format) {
                case PLAIN -> plain(in.readAllBytes()).orElseThrow(() -> noText(file));
                case PAGE -> PageText.of(plain(in.readAllBytes()).orElseThrow(() -> noText(file)));
                case PDF -> PdfText.of(in.readAllBytes(), pages);
                case OFFICE -> OfficeText.of(in);
                case MAIL -> MailText.of(in);
                case IMAGE -> notes(file, in);
                case CLOSED -> throw noText(file);
            };
        } catch (Unreadable | IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String notes(Storage.Entry image, InputStream in) throws IOException {
        try {
            String notes = ImageText.of(in);
            if (!notes.isEmpty()) {
                return notes;
            }
        } catch (Unreadable e) {
            // What an image says is not what people read in it: a damaged one is as good as one without notes.
        }
        throw noText(image);
    }

    private static DeviceFailure unreadable(Storage.Entry file, Exception e) {
        return DeviceFailure.failed(
                "\"" + file.name() + "\" cannot be read: " + e.getMessage(), "Open it elsewhere and save it again.");
    }

    /// What a reader of a format says about a file it cannot make sense of.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    private static DeviceFailure tooLarge(Storage.Entry file, int most) {
        return DeviceFailure.invalid(
                "\"" + file.name() + "\" has " + (file.size() >> 20) + " MB; files of more than " + (most >> 20)
                        + " MB are not read.",
                "Pass the file on as it is, or use a smaller one.");
    }

    private static DeviceFailure noText(Storage.Entry file) {
        String kind = switch (FileType.of(file)) {
            case IMAGE -> "an image";
            case AUDIO -> "a sound file";
            case VIDEO -> "a video";
            case ARCHIVE -> "an archive";
            case DOCUMENT, SPREADSHEET, PRESENTATION -> "in a format whose text cannot be read here";
            case FOLDER, PDF, TEXT, PAGE, MAIL, CALENDAR, CONTACT, DATA, CODE, OTHER -> "not a text file";
        };
        return DeviceFailure.invalid(
                "\"" + file.name() + "\" is " + kind + ".",
                "Read text, PDF, HTML, DOCX, ODT, XLSX or EML files; pass others on as they are.");
    }

    /// Empty for anything that is not text. What is not Unicode is taken for Western European.
    static Optional<String> plain(byte[] content) {
        if (startsWith(content, 0xFF, 0xFE) || startsWith(content, 0xFE, 0xFF)) {
            return Optional.of(new String(content, StandardCharsets.UTF_16));
        }
        for (byte each : content) {
            if (each == 0) {
                return Optional.empty();
            }
        }
        int start = startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, start, content.length - start))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.of(new String(content, WESTERN)).filter(FileText::looksWritten);
        }
    }

    private static boolean startsWith(byte[] content, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (content.length <= i || (content[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean looksWritten(String text) {
        return text.chars()
                                .filter(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')
                                .count()
                        * 100
                < text.length();
    }
}
