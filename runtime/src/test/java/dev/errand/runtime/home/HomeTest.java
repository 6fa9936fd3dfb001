package dev.errand.runtime.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void oneAtATimeOwnsAHomeAlsoWithinAProcess() {
        Home home = Home.in(folder);
        try (Home.Ownership _ = home.own()) {
            assertThat(home.ownIfFree()).isEmpty();
        }
        Optional<Home.Ownership> again = home.ownIfFree();
        assertThat(again).isPresent();
        again.get().close();
    }

    @Test
    void theJournalIsForItsOwnerOnly() throws Exception {
        Home home = Home.in(folder.resolve("new"));
        home.own().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.state())))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileWhereTheStateShouldBeIsSaid() throws Exception {
        Files.writeString(folder.resolve("state"), "mine");

        assertThatThrownBy(() -> Home.in(folder).own())
                .isInstanceOf(HomeFailure.class)
                .hasMessageContaining("cannot be written");
        assertThat(folder.resolve("state")).hasContent("mine");
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        Map<String, String> environment =
                Map.of("ERRAND_HOME", "", "XDG_DATA_HOME", "/data", "XDG_CONFIG_HOME", "/conf");

        assertThat(Home.find(Optional.empty(), environment))
                .isEqualTo(new Home(Path.of("/data/errand"), Path.of("/conf/errand/config.toml")));
        assertThat(Home.find(Optional.of(Path.of("/here")), environment).configuration())
                .isEqualTo(Path.of("/here/config.toml"));
    }
}
