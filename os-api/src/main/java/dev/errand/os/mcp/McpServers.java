package dev.errand.os.mcp;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.imported.ForeignNames;
import dev.errand.os.imported.ForeignWords;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.spi.SkillOrigin;
import dev.errand.os.spi.SkillSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The servers that speak MCP and that the person has configured as `[mcp.NAME]`, each a skill of that name.
///
/// What they offer is read from an index in the cache; a server is asked when there is none, and reached when it is
/// first called. One that did not answer is asked again after a while, not at every start; one that is switched off
/// is not asked at all. Thread-safe.
public final class McpServers implements SkillSource {
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMinutes(10);

    /// One tool of a server, for a person to decide whether to trust it.
    ///
    /// @param effect  what a call counts as now
    /// @param pinned  what to write into `trusted`
    /// @param trusted whether it is there
    public record Offer(String operation, String effect, String summary, String pinned, boolean trusted) {}

    private final Settings settings;
    private final Path folder;
    private final Map<String, Server> servers = new TreeMap<>();
    private final List<String> troubles = new ArrayList<>();

    /// @param cache the device's folder for what can be computed again
    public McpServers(Settings settings, Path cache) {
        this.settings = settings;
        this.folder = cache.resolve("mcp");
        for (String name : ServerSettings.names(settings)) {
            try {
                servers.put(name, new Server(named(name), settings, folder));
            } catch (DeviceFailure e) {
                troubles.add(e.getMessage() + " " + e.remedy());
            }
        }
    }

    private ServerSettings named(String name) {
        if (!ForeignNames.isSkillName(name)) {
            throw DeviceFailure.notConfigured(
                    "An MCP server cannot be called \"" + ForeignWords.line(name, 40) + "\".",
                    "Name its table [mcp.NAME] with a word of small letters that means nothing else in code.");
        }
        return ServerSettings.of(name, settings);
    }

    @Override
    public Found find() {
        List<SkillEntry> skills = new ArrayList<>();
        indexes(Set.copyOf(settings.texts(OFF))).forEach((name, index) -> {
            Server server = servers.get(name);
            if (!index.problem().isEmpty()) {
                troubles.add(index.problem() + " To ask it again at once: errand skills import mcp " + name + ".");
            } else if (server != null) {
                ServerSkill skill = new ServerSkill(server, index.tools());
                skills.add(skill.entry());
                troubles.addAll(skill.troubles());
            }
        });
        return new Found(skills, troubles);
    }

    @Override
    public SkillOrigin origin(SkillEntry skill) {
        return new SkillOrigin.McpServer(skill.name());
    }

    /// Servers without an index are asked all at once: the slowest decides how long it takes.
    ///
    /// @param off servers that are left in peace, as if they offered nothing
    private Map<String, ToolIndex> indexes(Set<String> off) {
        Executor threads = task -> Thread.ofVirtual().name("mcp-index").start(task);
        Map<String, CompletableFuture<ToolIndex>> asked = new TreeMap<>();
        Map<String, ToolIndex> indexes = new TreeMap<>();
        servers.forEach((name, server) -> {
            Optional<ToolIndex> known = off.contains(name)
                    ? Optional.of(ToolIndex.NOTHING)
                    : server.index().filter(McpServers::counts);
            if (known.isPresent()) {
                indexes.put(name, known.get());
            } else {
                asked.put(name, CompletableFuture.supplyAsync(server::ask, threads));
            }
        });
        asked.forEach((name, answer) -> indexes.put(name, answer.join()));
        return indexes;
    }

    private static boolean counts(ToolIndex index) {
        return index.problem().isEmpty()
                || index.asked().plus(BEFORE_ASKING_AGAIN).isAfter(Instant.now());
    }

    /// Asks a server for its tools now, whatever the index says.
    ///
    /// @throws DeviceFailure if there is no such server, or it does not answer
    public List<Offer> refresh(String name) {
        Server server = servers.get(name);
        if (server == null) {
            throw DeviceFailure.notConfigured(
                    "No MCP server \"" + ForeignWords.line(name, 40)
                            + "\" is configured, or not so that it can be used."
                            + (troubles.isEmpty() ? "" : " " + String.join(" ", troubles)),
                    "errand skills import mcp NAME -- COMMAND ARGUMENTS… writes it into the configuration.");
        }
        ToolIndex index = server.ask();
        if (!index.problem().isEmpty()) {
            throw DeviceFailure.unreachable(index.problem(), "");
        }
        return new ServerSkill(server, index.tools()).offers();
    }

    @Override
    public void close() {
        servers.values().forEach(Server::close);
    }
}
