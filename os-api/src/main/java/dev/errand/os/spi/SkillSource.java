package dev.errand.os.spi;

import dev.errand.os.operation.Catalogue.SkillEntry;
import java.util.List;

/// A place that a device has skills from: its class path, a folder of jars, a server that speaks MCP.
///
/// A source that cannot be used keeps nobody from using the others: it says what is wrong in its troubles.
/// Thread-safe once its skills were found.
public interface SkillSource extends AutoCloseable {
    /// The setting that names skills which the person has switched off.
    String OFF = "permissions.skills.off";

    /// What a source offers.
    ///
    /// @param troubles what could not be used and what to do about it, each a sentence or two for a person, without
    /// secrets
    record Found(List<SkillEntry> skills, List<String> troubles) {
        public Found {
            skills = List.copyOf(skills);
            troubles = List.copyOf(troubles);
        }
    }

    /// Reads what is there; called once. Of what the person has switched off, the name is enough.
    Found find();

    /// Where one of its skills comes from.
    SkillOrigin origin(SkillEntry skill);

    /// Lets go of connections and files. No operation is called after that.
    @Override
    default void close() {}
}
