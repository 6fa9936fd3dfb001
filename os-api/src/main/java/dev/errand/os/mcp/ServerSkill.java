package dev.errand.os.mcp;

import dev.errand.os.imported.ForeignNames;
import dev.errand.os.imported.ForeignWords;
import dev.errand.os.imported.SchemaShapes;
import dev.errand.os.imported.SchemaShapes.Foreign;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Catalogue.Told;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Remember;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A server's tools as a skill.
///
/// The server is who gets to know what its tools are called with, under the name of its skill, and may be told again
/// what it has answered.
final class ServerSkill {
    private final Server server;
    private final ServerSettings settings;
    private final Map<String, Tool> tools = new LinkedHashMap<>();

    ServerSkill(Server server, List<Tool> offered) {
        this.server = server;
        this.settings = server.settings();
        Map<String, String> names =
                ForeignNames.identifiers(offered.stream().map(Tool::original).toList());
        offered.forEach(tool -> tools.put(names.getOrDefault(tool.original(), ""), tool));
    }

    SkillEntry entry() {
        List<Operation> operations = new ArrayList<>();
        tools.forEach((name, tool) -> operations.add(operation(name, tool)));
        return new SkillEntry(
                settings.name(),
                "What the MCP server " + settings.name() + " offers",
                operations,
                List.of(),
                Told.ON_REQUEST);
    }

    private Operation operation(String name, Tool tool) {
        boolean trusted = settings.trusts(tool);
        EffectClass effect = tool.effect(trusted, settings.isHere());
        List<Foreign> parameters = new SchemaShapes(tool.schema()).parameters(tool.schema());
        Map<String, String> originals = new LinkedHashMap<>();
        parameters.forEach(each -> originals.put(each.parameter().name(), each.original()));
        Origin origin =
                new Origin(Provenance.OUTSIDE, settings.name() + "." + name, Readers.of(List.of(settings.name())));
        return new Operation(
                settings.name(),
                name,
                HexFormat.fromHexDigits(tool.fingerprint(), 0, 7),
                tool.summary().isEmpty() ? "It says nothing of itself" : "Says of itself: “" + tool.summary() + "”",
                headline(tool, parameters.stream().map(Foreign::parameter).toList()),
                effect,
                effect.isEffect() ? tool.recovery(trusted) : Recovery.REPEATABLE,
                Provenance.OUTSIDE,
                parameters.stream().map(Foreign::parameter).toList(),
                Answer.SHAPE,
                List.of(),
                new ToolBody(server, tool, originals, origin),
                trusted ? Remember.BY_CLASS : Remember.NEVER);
    }

    private String headline(Tool tool, List<Parameter> parameters) {
        StringBuilder headline = new StringBuilder(
                "Have the MCP server " + settings.name() + " do “" + ForeignWords.line(tool.original(), 64) + "”");
        parameters.forEach(each -> headline.append("[, %1$s: {%1$s}]".formatted(each.name())));
        return headline.toString();
    }

    /// What the person trusts and cannot: another tool than they knew, or none that can be told.
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        settings.trusted()
                .forEach((original, pin) -> tools.values().stream()
                        .filter(tool -> tool.original().equals(original) && !settings.trusts(tool))
                        .forEach(tool -> troubles.add(
                                "The tool %s of the MCP server \"%s\" %s; it counts as not trusted. If it may be, write \"%s\" into mcp.%s.trusted."
                                        .formatted(
                                                ForeignWords.line(original, 64),
                                                settings.name(),
                                                pin.isEmpty()
                                                        ? "is trusted without saying as what"
                                                        : "describes itself in other words than when it was trusted",
                                                ServerSettings.pinned(
                                                        ForeignWords.line(original, 64), tool.fingerprint()),
                                                settings.name()))));
        return troubles;
    }

    List<McpServers.Offer> offers() {
        List<McpServers.Offer> offers = new ArrayList<>();
        tools.forEach((name, tool) -> offers.add(new McpServers.Offer(
                settings.name() + "." + name,
                tool.effect(settings.trusts(tool), settings.isHere()).name(),
                tool.summary(),
                ServerSettings.pinned(ForeignWords.line(tool.original(), 64), tool.fingerprint()),
                settings.trusts(tool))));
        return offers;
    }
}
