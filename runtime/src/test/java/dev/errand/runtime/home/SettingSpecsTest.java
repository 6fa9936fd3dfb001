package dev.errand.runtime.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.spi.SettingSpec;
import dev.errand.os.spi.SettingSpecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The descriptions of settings, against the sources that ask for settings.
class SettingSpecsTest {
    private static final Pattern ASKED = Pattern.compile(
            "\\b(?:text|texts|dereferenced|named|number|setting =|configured|configuredOr|withToken)\\s*\\(?\\s*(?:settings, )?"
                    + "(\"[a-z_]+(?:\\.[a-z_-]+)+\"|(?:\\w+\\.)?[A-Z_]{2,})\\s*[,)]");
    private static final Pattern CONSTANT =
            Pattern.compile("static final String ([A-Z_]+) =\\s*\"([a-z_]+(?:\\.[a-z_-]+)+)\";");
    private static final Pattern PUT_TOGETHER =
            Pattern.compile("\\b(?:text\\(\\w+ \\+ \"\\.|setting\\((?:\\w+, )?\")([a-z_]+)\"\\)");

    private final SettingSpecs specs = SettingSpecs.installed();

    private static List<String> sources() {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SettingSpecsTest::texts)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> asked() {
        Set<String> asked = new TreeSet<>();
        for (String source : sources()) {
            if (!source.contains("ettings")) {
                continue;
            }
            Map<String, String> constants = new HashMap<>();
            CONSTANT.matcher(source).results().forEach(found -> constants.put(found.group(1), found.group(2)));
            Matcher matcher = ASKED.matcher(source);
            while (matcher.find()) {
                String found = matcher.group(1);
                String key = found.startsWith("\"")
                        ? found.substring(1, found.length() - 1)
                        : constants.getOrDefault(found, "");
                if (!key.isEmpty()) {
                    asked.add(key);
                }
            }
        }
        return asked;
    }

    @Test
    void everySettingThatCodeAsksForIsDescribed() {
        Set<String> asked = asked();
        assertThat(asked).contains("mail.address", "web.allow", "journal.keep", "model.api_key");
        assertThat(asked)
                .allSatisfy(key ->
                        assertThat(specs.of(List.of(key.split("\\.")))).as(key).isPresent());
    }

    @Test
    void everyNameThatIsPutTogetherIsDescribedSomewhere() {
        for (String source : sources()) {
            PUT_TOGETHER
                    .matcher(source)
                    .results()
                    .forEach(found -> assertThat(specs.all())
                            .as(found.group())
                            .anyMatch(spec -> spec.key().getLast().equals(found.group(1))));
        }
    }

    @Test
    void everyDescriptionIsASentenceAndSaysItOnce() {
        assertThat(specs.all()).extracting(SettingSpec::name).doesNotHaveDuplicates();
        assertThat(specs.all())
                .allSatisfy(spec -> assertThat(spec.about()).as(spec.name()).matches("[A-Z].*\\."));
    }

    @Test
    void aSlipOfThePenIsUnderstood() {
        assertThat(specs.nearest("mail.adress")).contains("mail.address");
        assertThat(specs.nearest("api_key")).contains("model.api_key");
        assertThat(specs.nearest("quantum.flux")).isEmpty();
    }

    @Test
    void anyNameStandsForAStar() {
        assertThat(specs.of(List.of("price", "gpt-4.1", "input"))).isPresent();
        assertThat(specs.of(List.of("price", "input"))).isEmpty();
        assertThat(specs.of(List.of("energy", "watts"))).isPresent();
    }
}
