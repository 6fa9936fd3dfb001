package dev.errand.os.skills;

import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.spi.SkillSource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Skills in jars that lie in a folder, each jar with a class loader of its own: it registers its skills in
/// `META-INF/services/dev.errand.os.spi.Skill`. Their code is trusted like Errand's own.
final class JarFolder implements SkillSource {
    private final Path folder;
    private final Settings settings;
    private final List<SkillEntry> skills = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();

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
        int before = skills.size();
        try {
            URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Skill.class.getClassLoader());
            loaders.add(loader);
            for (ServiceLoader.Provider<Skill> provider :
                    ServiceLoader.load(Skill.class, loader).stream().toList()) {
                if (loader.equals(provider.type().getClassLoader())) { // the others are those of the class path
                    skills.add(SkillReader.read(provider.get(), settings));
                }
            }
        } catch (IOException | ServiceConfigurationError | LinkageError | IllegalArgumentException e) {
            troubles.add("The skill in %s cannot be used: %s. Replace the file or take it away."
                    .formatted(jar, e.getMessage()));
            return;
        }
        if (skills.size() == before) {
            troubles.add("%s registers no skill in META-INF/services/%s. Take it away, or package it with that file."
                    .formatted(jar, Skill.class.getName()));
        }
    }

    @Override
    public void close() {
        for (URLClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException _) {
                // The process is about to end, or the file is gone: nothing was written to it.
            }
        }
    }
}
