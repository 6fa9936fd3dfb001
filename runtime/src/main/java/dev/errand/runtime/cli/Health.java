package dev.errand.runtime.cli;

import dev.errand.os.spi.Connection;
import dev.errand.runtime.Errand;
import dev.errand.runtime.home.ConfigurationFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// What `errand doctor` finds, for other doors. Thread-safe.
public final class Health {
    private final Errand errand;
    private final Checkup checkup;

    public Health(Errand errand) {
        this.errand = errand;
        this.checkup = new Checkup(
                errand.device().settings(),
                ConfigurationFile.of(errand.home()),
                errand.home().cache());
    }

    /// What was found about one thing.
    ///
    /// @param state  `healthy`, `not_configured`, `unchecked`, `warning` or `unhealthy`
    /// @param remedy what to do; may be empty
    public record Finding(String name, String state, String words, String remedy) {}

    /// As far as it can be told without asking any server.
    public List<Finding> known() {
        return with(Checkup.connections().stream().map(checkup::offline).toList());
    }

    /// One connection, as far as it can be told without asking any server.
    public List<Finding> known(String connection) {
        return of(connection, checkup::offline);
    }

    /// All of it after every connection was tried; takes up to some seconds.
    public List<Finding> tried() {
        return with(checkup.online());
    }

    /// One connection, tried.
    public List<Finding> tried(String connection) {
        return of(connection, checkup::online);
    }

    private static List<Finding> of(String connection, Function<Connection, Checkup.Finding> look) {
        return Checkup.connections().stream()
                .filter(each -> each.name().equals(connection))
                .map(look)
                .map(Health::finding)
                .toList();
    }

    private List<Finding> with(List<Checkup.Finding> connections) {
        List<Checkup.Finding> all = new ArrayList<>();
        errand.skillTroubles()
                .forEach(trouble -> all.add(new Checkup.Finding("skill", Checkup.State.UNHEALTHY, trouble, "")));
        all.addAll(checkup.permissions(errand.device().storage().root("files")));
        all.addAll(checkup.secrets());
        all.addAll(checkup.programs());
        all.addAll(connections);
        return all.stream().map(Health::finding).toList();
    }

    private static Finding finding(Checkup.Finding found) {
        return new Finding(found.name(), found.state().name().toLowerCase(Locale.ROOT), found.words(), found.remedy());
    }
}
