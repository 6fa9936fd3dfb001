package dev.errand.os.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keyring's program is a script here that keeps what it gets in files and notes its arguments: a test must not
/// write into the keyring of whoever runs it.
class KeyringTest {
    private static final String SCRIPT = """
            #!/bin/sh
            echo "$@" >> "$(dirname "$0")/arguments"
            for name; do :; done
            case "$1" in
              store) cat > "$(dirname "$0")/kept-$name" ;;
              lookup) cat "$(dirname "$0")/kept-$name" 2>/dev/null || exit 1 ;;
            esac
            """;

    @TempDir
    Path folder;

    private record Given(Map<String, String> texts, Map<String, String> environment) implements Settings {
        @Override
        public Optional<String> text(String key) {
            return Optional.ofNullable(texts.get(key));
        }

        @Override
        public List<String> texts(String key) {
            return text(key).map(List::of).orElse(List.of());
        }

        @Override
        public Optional<String> variable(String name) {
            return Optional.ofNullable(environment.get(name));
        }
    }

    private Given settings(String reference) throws IOException {
        Path program = folder.resolve("secret-tool");
        Files.writeString(program, SCRIPT);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Given(
                Map.of("mail.password", reference),
                Map.of("PATH", folder + ":/bin:/usr/bin", "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"));
    }

    @Test
    void aSecretGoesInAndComesOutThroughPipes() throws IOException {
        Given settings = settings("keyring:mail");
        assertThat(Keyring.of(settings).isThere()).isTrue();
        Keyring.of(settings).keep("mail", "naïve pass wörd");
        assertThat(Secret.named("mail.password", settings).orElseThrow().reveal())
                .isEqualTo("naïve pass wörd");
        assertThat(settings.dereferenced("mail.password")).contains("naïve pass wörd");
        assertThat(Files.readString(folder.resolve("arguments"))).doesNotContain("naïve");
    }

    @Test
    void whatIsNotInTheKeyringIsNamedBySettingOnly() throws IOException {
        Given settings = settings("keyring:other");
        assertThatThrownBy(() -> Secret.named("mail.password", settings))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("mail.password")
                .hasMessageNotContaining("other");
        assertThat(settings.dereferenced("mail.password")).contains("");
    }

    @Test
    void withoutTheProgramOrASessionThereIsNone() throws IOException {
        Given settings = settings("keyring:mail");
        Given noProgram = new Given(settings.texts(), Map.of("PATH", "", "DBUS_SESSION_BUS_ADDRESS", "x"));
        assertThat(Keyring.of(noProgram).isThere()).isFalse();
        assertThat(Keyring.of(new Given(Map.of(), Map.of("PATH", folder.toString())))
                        .isThere())
                .isFalse();
        assertThatThrownBy(() -> Secret.named("mail.password", noProgram)).hasMessageContaining("secret-tool");
    }
}
