package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.imported.ForeignNames;
import dev.errand.os.imported.ForeignWords;
import dev.errand.os.mcp.McpServers;
import dev.errand.os.openapi.OpenApiDocuments;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.ConfigurationFile;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand skills import`: what others offer, as skills.
@Command(
        name = "import",
        description = "Connect an MCP server, or a service that an OpenAPI document describes, as a skill.",
        subcommands = {SkillsImport.Mcp.class, SkillsImport.OpenApi.class})
final class SkillsImport implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUsage("Say what to import: mcp or openapi.");
    }

    /// A name that a skill of this device may have.
    private static String free(String name) {
        if (!ForeignNames.isSkillName(name)) {
            throw new WrongUsage(
                    "A skill cannot be called \"%s\": choose a word of small letters that means nothing else in code."
                            .formatted(ForeignWords.line(name, 40)));
        }
        if (SkillReader.installed().skills().stream()
                .anyMatch(skill -> skill.name().equals(name))) {
            throw new WrongUsage("There is a skill \"" + name + "\" already: choose another name.");
        }
        return name;
    }

    @Command(
            name = "mcp",
            description = {
                "Connect an MCP server: write it into the configuration and list its tools.",
                "Of one that is configured already, read the tools anew.",
                "Example: errand skills import mcp files -- npx -y @modelcontextprotocol/server-filesystem ~/shared"
            })
    static final class Mcp implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Parameters(index = "0", paramLabel = "NAME", description = "What the skill is called.")
        String name = "";

        @Parameters(
                index = "1..*",
                paramLabel = "COMMAND",
                description = "After --: the program that is the server, and its arguments.")
        List<String> command = List.of();

        @Option(names = "--url", paramLabel = "URL", description = "The address of a server on the web.")
        @Nullable
        String url;

        @Option(
                names = "--token",
                paramLabel = "REFERENCE",
                description = "Where its token is: env:VARIABLE or file:PATH.")
        @Nullable
        String token;

        @Option(
                names = "--env",
                paramLabel = "NAME=VALUE",
                description = "A variable for the program; a secret as env:VARIABLE or file:PATH.")
        Map<String, String> environment = new LinkedHashMap<>();

        @Override
        public Integer call() {
            Home where = home.home();
            boolean adds = url != null || !command.isEmpty();
            if (!adds) {
                return list(where, Configuration.read(where.configuration()));
            }
            if (url != null && !command.isEmpty()) {
                throw new WrongUsage("Give a command or --url, not both.");
            }
            ConfigurationFile file = ConfigurationFile.of(where);
            if (file.get(ConfigurationKey.of("mcp", name)).isPresent()) {
                throw new WrongUsage("%s has a table [%s] already: change it there, or take it away first."
                        .formatted(file.path(), "mcp." + name));
            }
            free(name);
            int code = list(where, tried(file));
            file.set(written());
            System.out.println("Written to " + file.path() + ".");
            return code;
        }

        /// What the table holds, in the order in which a person would write it.
        private Map<ConfigurationKey, JsonNode> written() {
            JsonNodeFactory json = JsonNodeFactory.instance;
            Map<ConfigurationKey, JsonNode> settings = new LinkedHashMap<>();
            if (url == null) {
                ArrayNode arguments = json.arrayNode();
                command.stream().skip(1).forEach(arguments::add);
                settings.put(key("command"), json.textNode(command.getFirst()));
                settings.put(key("arguments"), arguments);
            } else {
                settings.put(key("url"), json.textNode(url));
            }
            if (token != null) {
                settings.put(key("token"), json.textNode(token));
            }
            environment.forEach((variable, value) ->
                    settings.put(ConfigurationKey.of("mcp", name, "environment", variable), json.textNode(value)));
            return settings;
        }

        private ConfigurationKey key(String setting) {
            return ConfigurationKey.of("mcp", name, setting);
        }

        /// The configuration as it would be: what does not answer is not written down.
        private Configuration tried(ConfigurationFile file) {
            try {
                Path trial = Files.createTempFile("errand", ".toml");
                try {
                    Files.writeString(trial, Files.exists(file.path()) ? Files.readString(file.path()) : "");
                    ConfigurationFile.at(trial).set(written());
                    return Configuration.read(trial, System.getenv());
                } finally {
                    Files.delete(trial);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int list(Home where, Configuration configuration) {
            try (McpServers servers = new McpServers(configuration, where.cache())) {
                List<McpServers.Offer> offers = servers.refresh(name);
                System.out.printf("%s: %d tools of the MCP server%n", name, offers.size());
                for (McpServers.Offer each : offers) {
                    System.out.printf(
                            "  %-40s %-8s%s%n",
                            each.operation(), each.effect().toLowerCase(Locale.ROOT), each.trusted() ? " trusted" : "");
                    System.out.printf("      “%s”%n      %s%n", each.summary(), each.pinned());
                }
                System.out.printf(
                        "Calls are asked for as sending something to somebody else. To trust a tool as it is now, write the%n"
                                + "line below it into trusted = [\"…\"] of [mcp.%s].%n",
                        name);
            }
            return ExitCode.SUCCEEDED;
        }
    }

    @Command(
            name = "openapi",
            description = "Make a skill of the service that an OpenAPI document (version 3) describes.")
    static final class OpenApi implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Parameters(paramLabel = "FILE", description = "The document, JSON or YAML.")
        Path file = Path.of("");

        @Option(names = "--name", paramLabel = "NAME", description = "What the skill is called (default: as the file).")
        @Nullable
        String name;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where the service is (default: as the document says).")
        @Nullable
        String url;

        @Override
        public Integer call() {
            Home where = home.home();
            String skill = free(name == null ? ofFile() : name);
            OpenApiDocuments.Imported imported = new OpenApiDocuments(where.skills()).add(file, skill);
            System.out.printf(
                    "%s: %d operations%n", skill, imported.skill().operations().size());
            imported.skill()
                    .operations()
                    .forEach(each -> System.out.printf(
                            "  %-40s %s%n",
                            each.qualifiedName(), each.effect().name().toLowerCase(Locale.ROOT)));
            imported.leftOut().forEach(each -> System.out.println("  " + each));
            if (url != null) {
                ConfigurationFile.of(where).set("openapi." + skill + ".url", url);
                System.out.println("Written to " + where.configuration() + ".");
            }
            return ExitCode.SUCCEEDED;
        }

        private String ofFile() {
            return file.getFileName()
                    .toString()
                    .replaceFirst("\\..*", "")
                    .toLowerCase(Locale.ROOT)
                    .replace('-', '_');
        }
    }
}
