package dev.errand.runtime.author;

import dev.errand.intents.offline.SentenceRules;
import dev.errand.os.device.Settings;
import dev.errand.os.kit.Finding;
import dev.errand.os.kit.SkillContract;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.skills.LoadedSkills;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything that can be said about a skill before anybody uses it.
///
/// @param skills   names of those that were tried
/// @param findings of the contract, and of sentences against those of other skills
/// @param tests    the author's own; empty where there are none
public record SkillTrial(List<String> skills, List<Finding> findings, Optional<AuthorTests> tests) {
    public SkillTrial {
        skills = List.copyOf(skills);
        findings = List.copyOf(findings);
    }

    public boolean holds() {
        return findings.stream().noneMatch(Finding::isError)
                && tests.map(AuthorTests::failures).orElse(List.of()).isEmpty();
    }

    /// Compiles and tries a project.
    ///
    /// @param installed the skills of the device that it is for
    /// @throws AuthorTrouble if it cannot be compiled or read
    public static SkillTrial of(SkillProject project, List<SkillEntry> installed) {
        return scratch(scratch -> {
            Path classes = scratch.resolve("classes");
            Path tests = scratch.resolve("tests");
            project.compile(classes);
            boolean hasTests = project.compileTests(classes, tests);
            try (LoadedSkills loaded = load(classes)) {
                SkillTrial trial = of(loaded, installed, scratch);
                return new SkillTrial(
                        trial.skills(),
                        trial.findings(),
                        hasTests ? Optional.of(run(classes, tests)) : Optional.empty());
            }
        });
    }

    private static AuthorTests run(Path classes, Path tests) {
        try (LoadedSkills both = LoadedSkills.of(classes, tests)) {
            return AuthorTests.run(tests, both.loader());
        }
    }

    /// Tries the skills of a jar.
    ///
    /// @param installed the skills of the device that it is for
    /// @throws AuthorTrouble if it cannot be read
    public static SkillTrial of(Path jar, List<SkillEntry> installed) {
        return scratch(scratch -> {
            try (LoadedSkills loaded = load(jar)) {
                return of(loaded, installed, scratch);
            }
        });
    }

    /// Tries a skill that is installed.
    public static SkillTrial of(Function<Settings, SkillEntry> skill, SkillEntry entry, List<SkillEntry> installed) {
        return scratch(scratch ->
                new SkillTrial(List.of(entry.name()), findings(skill, entry, installed, scratch), Optional.empty()));
    }

    private static SkillTrial of(LoadedSkills loaded, List<SkillEntry> installed, Path scratch) {
        List<String> names = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Skill skill : loaded.skills()) {
            SkillEntry entry = SkillReader.read(skill);
            names.add(entry.name());
            findings.addAll(findings(
                    settings -> SkillReader.read(skill, settings),
                    entry,
                    installed,
                    scratch.resolve("home-of-" + entry.name())));
        }
        return new SkillTrial(names, findings, Optional.empty());
    }

    private static List<Finding> findings(
            Function<Settings, SkillEntry> skill, SkillEntry entry, List<SkillEntry> installed, Path scratch) {
        List<Finding> findings = new ArrayList<>(SentenceRules.check(
                entry,
                installed.stream()
                        .filter(Predicate.not(other -> other.name().equals(entry.name())))
                        .toList()));
        findings.addAll(SkillContract.check(skill, scratch));
        return findings;
    }

    /// Loads what registers skills.
    ///
    /// @throws AuthorTrouble if nothing is registered, or a skill cannot be read
    public static LoadedSkills load(Path place) {
        try {
            LoadedSkills loaded = LoadedSkills.of(place);
            if (loaded.skills().isEmpty()) {
                loaded.close();
                throw new AuthorTrouble(
                        "No skill is registered. Name its class in src/main/resources/META-INF/services/%s."
                                .formatted(Skill.class.getName()));
            }
            loaded.skills().forEach(SkillReader::read);
            return loaded;
        } catch (IllegalArgumentException e) {
            throw new AuthorTrouble("The skill cannot be used: %s.".formatted(e.getMessage()));
        }
    }

    /// Works in a folder that is gone afterwards.
    public static <T> T scratch(Function<Path, T> work) {
        try {
            Path folder = Files.createTempDirectory("errand-skill");
            try {
                return work.apply(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new AuthorTrouble(
                    "No temporary folder can be used: %s. Check permissions and free space.".formatted(e.getMessage()));
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
