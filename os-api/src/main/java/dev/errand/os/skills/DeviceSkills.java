package dev.errand.os.skills;

import dev.errand.os.device.Settings;
import dev.errand.os.mcp.McpServers;
import dev.errand.os.openapi.OpenApiDocuments;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Catalogue.SkillEntry;
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

/// All skills of one device: those that are built in, and those that its person added.
///
/// A skill that cannot be used, or has the name of another, is left out and told of in [#troubles]. Immutable once
/// made; closing it lets go of what its sources hold.
public final class DeviceSkills implements AutoCloseable {
    private static final String OFF = "permissions.skills.off";

    private final List<SkillSource> sources;
    private final Catalogue catalogue;
    private final List<String> troubles;
    private final Map<String, String> origins;

    private DeviceSkills(
            List<SkillSource> sources, Catalogue catalogue, List<String> troubles, Map<String, String> origins) {
        this.sources = sources;
        this.catalogue = catalogue;
        this.origins = Map.copyOf(origins);
        this.troubles = List.copyOf(troubles);
    }

    /// @param folder holds jars with skills and stored descriptions of services; need not exist
    /// @param cache  the device's folder for what can be computed again
    public static DeviceSkills of(Path folder, Settings settings, Path cache) {
        return of(
                List.of(new JarFolder(folder, settings), new McpServers(settings, cache), new OpenApiDocuments(folder)),
                settings);
    }

    private static DeviceSkills of(List<SkillSource> sources, Settings settings) {
        Map<String, SkillEntry> skills = new TreeMap<>();
        SkillReader.installed(settings).skills().forEach(skill -> skills.put(skill.name(), skill));
        List<String> troubles = new ArrayList<>();
        Map<String, String> origins = new HashMap<>();
        for (SkillSource source : sources) {
            SkillSource.Found found = source.find();
            troubles.addAll(found.troubles());
            for (SkillEntry skill : found.skills()) {
                if (skills.putIfAbsent(skill.name(), skill) != null) {
                    troubles.add("A second skill calls itself \"%s\" and is left out. Rename it or take it away."
                            .formatted(skill.name()));
                } else {
                    origins.put(skill.name(), source.origin(skill));
                }
            }
        }
        Set<String> off = new TreeSet<>(settings.texts(OFF));
        off.stream()
                .filter(name -> !skills.containsKey(name))
                .map(name -> "The setting %s names \"%s\", and there is no such skill. `errand skills` lists them."
                        .formatted(OFF, name))
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

    /// Where a skill comes from, for a person: `built in`, `jar /home/ada/parcel.jar`.
    public String origin(String skill) {
        return origins.getOrDefault(skill, "built in");
    }

    public boolean isBuiltIn(String skill) {
        return !origins.containsKey(skill);
    }

    /// The jar that a skill comes from, if it does.
    public Optional<Path> jar(String skill) {
        return Optional.ofNullable(origins.get(skill))
                .filter(origin -> origin.startsWith(JarFolder.ORIGIN))
                .map(origin -> Path.of(origin.substring(JarFolder.ORIGIN.length())));
    }

    @Override
    public void close() {
        sources.forEach(SkillSource::close);
    }
}
