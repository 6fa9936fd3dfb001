package dev.errand.os.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// All settings that there are. Immutable.
///
/// @param all ordered by name
public record SettingSpecs(List<SettingSpec> all) {
    private static final String PLACE = "META-INF/errand/settings.txt";

    public SettingSpecs {
        all = all.stream().sorted(Comparator.comparing(SettingSpec::name)).toList();
    }

    /// Those of the modules and skills on the class path.
    public static SettingSpecs installed() {
        List<SettingSpec> specs = new ArrayList<>();
        try {
            Enumeration<URL> places = SettingSpecs.class.getClassLoader().getResources(PLACE);
            while (places.hasMoreElements()) {
                try (InputStream in = places.nextElement().openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(line -> SettingSpec.read(line).ifPresent(specs::add));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SettingSpecs(specs);
    }

    /// What describes a setting; the one without a `*` goes before one with it.
    public Optional<SettingSpec> of(List<String> names) {
        return all.stream()
                .filter(each -> each.covers(names))
                .min(Comparator.comparing(each -> each.key().contains("*")));
    }

    /// Whether it is a table of which settings are described.
    public boolean isTable(List<String> names) {
        return all.stream()
                .anyMatch(each -> each.key().size() > names.size()
                        && new SettingSpec(each.key().subList(0, names.size()), each.kind(), List.of(), "", "")
                                .covers(names));
    }

    /// The name that somebody may have meant.
    public Optional<String> nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<String> own = all.stream()
                .map(SettingSpec::name)
                .filter(each -> each.endsWith("." + wanted))
                .collect(Collectors.toList());
        return own.size() == 1
                ? Optional.of(own.getFirst())
                : all.stream()
                        .map(SettingSpec::name)
                        .min(Comparator.comparingInt(each -> edits(wanted, each)))
                        .filter(each -> edits(wanted, each) <= Math.max(2, wanted.length() / 3));
    }

    private static int edits(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
