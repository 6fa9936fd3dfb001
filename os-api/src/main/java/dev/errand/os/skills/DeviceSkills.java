package dev.errand.os.skills;

import dev.errand.os.device.Settings;
import dev.errand.os.mcp.McpServers;
import dev.errand.os.openapi.OpenApiDocuments;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.spi.SkillOrigin;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.spi.SkillSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// All skills of one device: those that are built in, and those that its person added.
///
/// A skill that cannot be used, or has the name of another, is left out and told of in [#troubles]. Immutable once
/// made; closing it lets go of what its sources hold.
public final class DeviceSkills implements AutoCloseable {
    private final List<SkillSource> sources;
    private final Catalogue catalogue;
    private final List<String> troubles;
    private final Map<String, SkillOrigin> origins;

    private DeviceSkills(
            List<SkillSource> sources, Catalogue catalogue, List<String> troubles, Map<String, SkillOrigin> origins) {
        this.sources = sources;
        this.catalogue = catalogue;
        this.origins = Map.copyOf(origins);
        this.troubles = List.copyOf(troubles);
    }

    /// @param folder holds jars with skills and stored descriptions of services; need not exist
    /// @param cache  the device's folder for what can be computed again
    /// @param fault  why a skill that somebody added would keep the device from working; empty if it does not
    public static DeviceSkills of(
            Path folder, Settings settings, Path cache, Function<SkillEntry, Optional<String>> fault) {
        return of(
                List.of(new JarFolder(folder, settings), new McpServers(settings, cache), new OpenApiDocuments(folder)),
                settings,
                fault);
    }

    private static DeviceSkills of(
            List<SkillSource> sources, Settings settings, Function<SkillEntry, Optional<String>> fault) {
        Map<String, SkillEntry> skills = new TreeMap<>();
        SkillReader.installed(settings).skills().forEach(skill -> skills.put(skill.name(), skill));
        List<String> troubles = new ArrayList<>();
        Map<String, SkillOrigin> origins = new HashMap<>();
        for (SkillSource source : sources) {
            SkillSource.Found found = source.find();
            troubles.addAll(found.troubles());
            for (SkillEntry skill : found.skills()) {
                Optional<String> wrong = fault.apply(skill);
                if (wrong.isPresent()) {
                    troubles.add("The skill %s (%s) is left out: %s"
                            .formatted(skill.name(), source.origin(skill).words(), wrong.get()));
                } else if (skills.putIfAbsent(skill.name(), skill) != null) {
                    troubles.add("A second skill calls itself \"%s\" and is left out. Rename it or take it away."
                            .formatted(skill.name()));
                } else {
                    origins.put(skill.name(), source.origin(skill));
                }
            }
        }
        Set<String> off = new TreeSet<>(settings.texts(SkillSource.OFF));
        off.stream()
                .filter(name -> !skills.containsKey(name))
                .map(name -> "The setting %s names \"%s\", and there is no such skill. `errand skills` lists them."
                        .formatted(SkillSource.OFF, name))
                .forEach(troubles::add);
        return new DeviceSkills(sources, new Catalogue(skills.values()).without(off), troubles, origins);
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /// What could not be used and what to do about it, in sentences for the person.
    public List<String> troubles() {
        return troubles;
    }

    /// Where a skill comes from.
    public SkillOrigin origin(String skill) {
        return origins.getOrDefault(skill, new SkillOrigin.BuiltIn());
    }

    public boolean isBuiltIn(String skill) {
        return !origins.containsKey(skill);
    }

    /// The jar that a skill comes from, if it does.
    public Optional<Path> jar(String skill) {
        return origin(skill) instanceof SkillOrigin.Jar(Path file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public void close() {
        sources.forEach(SkillSource::close);
    }
}
