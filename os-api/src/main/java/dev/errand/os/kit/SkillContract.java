package dev.errand.os.kit;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.kit.Surroundings.Kind;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.sample.SampleDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What every skill keeps, tried on a sample device:
///
/// - names, summaries and headlines can be used, and calls that do not fit are refused by name;
/// - a preview changes nothing, and reading changes nothing;
/// - undo restores the device byte by byte, and leaves alone what was changed since;
/// - whatever the arguments, a failure is a [DeviceFailure] with a message and a remedy, and comes in time;
/// - no secret of the configuration gets into results, messages, headlines or files.
///
/// Only what keeps to the device's storage is performed. Effects that reach outside are previewed; services are asked
/// only at an address that a setting names, where nobody listens. So it harms nothing, and says nothing about whether
/// a skill understands its service: that is for the author's own tests.
public final class SkillContract {
    private final Function<Settings, SkillEntry> skill;
    private final Path scratch;
    private final Set<Finding> findings = new LinkedHashSet<>();

    private SkillContract(Function<Settings, SkillEntry> skill, Path scratch) {
        this.skill = skill;
        this.scratch = scratch;
    }

    /// Tries a skill. Takes seconds; blocks.
    ///
    /// @param skill   reads the skill as it is with some settings
    /// @param scratch an empty folder, for homes that are left in it
    /// @return what was found, each once; none if all is well
    public static List<Finding> check(Function<Settings, SkillEntry> skill, Path scratch) {
        SkillContract contract = new SkillContract(skill, scratch);
        contract.check();
        return List.copyOf(contract.findings);
    }

    private void check() {
        SkillEntry entry = skill.apply(new Surroundings(Kind.NOTHING));
        new WordingRules(entry, findings).check();
        entry.operations().forEach(operation -> new BindingRules(operation, findings).check());
        for (Kind kind : Kind.values()) {
            tryOn(kind);
        }
    }

    private void tryOn(Kind kind) {
        Path around = scratch.resolve(kind.name().toLowerCase(Locale.ROOT));
        Path home = around.resolve("people/ada/home");
        SampleDevice.create(home);
        Surroundings surroundings = new Surroundings(kind);
        SkillEntry entry = skill.apply(surroundings);
        Trial trial = new Trial(new SkillKit(home, surroundings, skill), surroundings, home, findings);
        List<Operation> operations = new ArrayList<>(entry.operations());
        operations.sort(Comparator.comparing(Operation::effect));
        switch (kind) {
            case NOTHING -> {
                operations.forEach(trial::sensibly);
                operations.forEach(trial::sensibly); // once more, with what the first round left
                operations.forEach(trial::hostilely);
            }
            case DOWN, DOWN_WITH_SECRETS -> operations.forEach(trial::withoutService);
        }
        nothingElsewhere(entry.name(), around, home);
        noSecretIn(entry.name(), home);
    }

    /// Hostile arguments lead to the folders above the home.
    private void nothingElsewhere(String name, Path around, Path home) {
        try (Stream<Path> files = Files.walk(around)) {
            if (files.anyMatch(each -> !each.startsWith(home) && !home.startsWith(each))) {
                findings.add(Finding.error(
                        name,
                        "A hostile argument made it write outside of the device's home.",
                        "Use context.storage(), and StoragePath.in for what a caller names."));
            }
        } catch (IOException e) {
            throw DeviceFailure.failed("%s cannot be read: %s".formatted(around, e.getMessage()), "Check the disk.");
        }
    }

    private void noSecretIn(String name, Path home) {
        Set<String> holding = HomePicture.holding(home, Surroundings.CANARY);
        if (!holding.isEmpty()) {
            findings.add(Finding.error(
                    name,
                    "A secret of the configuration is stored in " + String.join(", ", holding) + ".",
                    "Keep secrets out of storage and cache; read them with Secret.named when they are needed."));
        }
    }
}
