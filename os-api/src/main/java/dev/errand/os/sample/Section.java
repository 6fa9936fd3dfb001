package dev.errand.os.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One part of a resource: what stands behind `===`, and the lines below it.
record Section(String title, String text) {
    private static final String START = "=== ";

    static List<Section> read(String resource, RelativeDates dates) {
        List<Section> sections = new ArrayList<>();
        for (String part : ("\n" + dates.fill(load(resource))).split("\n" + START)) {
            int line = part.indexOf('\n');
            if (line > 0) {
                sections.add(new Section(
                        part.substring(0, line).strip(),
                        part.substring(line + 1).stripTrailing() + "\n"));
            }
        }
        return sections;
    }

    private static String load(String resource) {
        try (InputStream in = Objects.requireNonNull(Section.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
