package dev.errand.os.skills;

import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillOrigin;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.spi.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Skills in jars that lie in a folder, each jar with a class loader of its own. Their code is trusted like Errand's
/// own.
final class JarFolder implements SkillSource {
    private final Path folder;
    private final Settings settings;
    private final List<SkillEntry> skills = new ArrayList<>();
    private final Map<SkillEntry, Path> jars = new HashMap<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<LoadedSkills> loaded = new ArrayList<>();

    JarFolder(Path folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    @Override
    public Found find() {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(this::read);
            } catch (IOException e) {
                troubles.add("The folder of skills %s cannot be read (%s). Check that you may."
                        .formatted(folder, e.getMessage()));
            }
        }
        return new Found(skills, troubles);
    }

    private void read(Path jar) {
        try {
            LoadedSkills found = LoadedSkills.of(jar);
            loaded.add(found);
            for (Skill skill : found.skills()) {
                SkillEntry entry = SkillReader.read(skill, settings);
                skills.add(entry);
                jars.put(entry, jar);
            }
            if (found.skills().isEmpty()) {
                troubles.add(
                        "%s registers no skill in META-INF/services/%s. Take it away, or package it with that file."
                                .formatted(jar, Skill.class.getName()));
            }
        } catch (LinkageError | IllegalArgumentException e) {
            troubles.add("The skill in %s cannot be used: %s. Replace the file or take it away."
                    .formatted(jar, e.getMessage()));
        }
    }

    @Override
    public SkillOrigin origin(SkillEntry skill) {
        return new SkillOrigin.Jar(Objects.requireNonNull(jars.get(skill)));
    }

    @Override
    public void close() {
        loaded.forEach(LoadedSkills::close);
    }
}
