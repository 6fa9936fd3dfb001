package dev.errand.os.files;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a camera noted in an image: when, with what, how large, and whether also where. The place itself stays in the
/// file. The only class that loads the reader of such notes.
final class ImageText {
    private static final Pattern TIME = Pattern.compile("(\\d{4}):(\\d\\d):(\\d\\d) (\\d\\d:\\d\\d(:\\d\\d)?)");

    private static final String TAKEN = "Taken: ";
    private static final String CAMERA = "Camera: ";

    private ImageText() {}

    /// A line for each note; empty if there are none.
    static String of(InputStream image) throws IOException, FileText.Unreadable {
        try {
            Metadata notes = ImageMetadataReader.readMetadata(image);
            List<String> lines = new ArrayList<>();
            size(notes).ifPresent(size -> lines.add("Size: " + size + " pixels"));
            taken(notes).ifPresent(lines::add);
            camera(notes).ifPresent(camera -> lines.add(CAMERA + camera));
            if (notes.getDirectoriesOfType(GpsDirectory.class).stream().anyMatch(gps -> gps.getGeoLocation() != null)) {
                lines.add("Place: noted in the file");
            }
            return String.join("\n", lines);
        } catch (ImageProcessingException | RuntimeException e) {
            // The reader answers some damage with unchecked exceptions.
            throw new FileText.Unreadable("it is a damaged image");
        }
    }

    /// Whether images of this kind are drawn rather than taken, and have no notes to search for.
    static boolean saysNothing(String name) {
        return Set.of("png", "gif", "bmp").contains(FileType.extension(name));
    }

    /// What of the notes people look for: the day and the camera.
    static String searched(String notes) {
        return notes.lines()
                .filter(line -> line.startsWith(TAKEN) || line.startsWith(CAMERA))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .collect(Collectors.joining("\n"));
    }

    private static Optional<String> size(Metadata notes) {
        return number(notes, "Image Width")
                .flatMap(width -> number(notes, "Image Height").map(height -> width + " x " + height));
    }

    private static Optional<String> number(Metadata notes, String name) {
        for (Directory directory : notes.getDirectories()) {
            Optional<String> found = directory.getTags().stream()
                    .filter(tag -> tag.getTagName().equals(name))
                    .map(tag -> directory.getInteger(tag.getTagType()))
                    .filter(Objects::nonNull)
                    .map(String::valueOf)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// As people name a day: with its month in words, so that "photos of May" finds it.
    private static Optional<String> taken(Metadata notes) {
        return Stream.concat(
                        texts(notes, ExifSubIFDDirectory.class, ExifDirectoryBase.TAG_DATETIME_ORIGINAL),
                        texts(notes, ExifIFD0Directory.class, ExifDirectoryBase.TAG_DATETIME))
                .map(TIME::matcher)
                .filter(Matcher::matches)
                .map(time -> LocalDate.of(number(time, 1), number(time, 2), number(time, 3)))
                .map(day -> TAKEN
                        + "%s (%s %s %d)"
                                .formatted(
                                        day,
                                        day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                                        day.getMonth().getDisplayName(TextStyle.FULL, Locale.GERMAN),
                                        day.getYear()))
                .findFirst();
    }

    private static int number(Matcher time, int group) {
        return Integer.parseInt(time.group(group));
    }

    private static Optional<String> camera(Metadata notes) {
        String maker = texts(notes, ExifIFD0Directory.class, ExifDirectoryBase.TAG_MAKE)
                .findFirst()
                .orElse("");
        String model = texts(notes, ExifIFD0Directory.class, ExifDirectoryBase.TAG_MODEL)
                .findFirst()
                .orElse("");
        String camera = model.startsWith(maker) ? model : maker + " " + model;
        return Optional.of(camera.strip()).filter(name -> !name.isEmpty());
    }

    private static Stream<String> texts(Metadata notes, Class<? extends Directory> kind, int tag) {
        return notes.getDirectoriesOfType(kind).stream()
                .map(directory -> directory.getString(tag))
                .filter(Objects::nonNull)
                .map(String::strip);
    }
}
