package dev.errand.os.spi;

import java.nio.file.Path;

/// Where a skill of a device comes from.
public sealed interface SkillOrigin {
    /// It is part of Errand.
    record BuiltIn() implements SkillOrigin {}

    /// A jar in the folder of skills.
    record Jar(Path file) implements SkillOrigin {}

    /// A server that speaks MCP, as the configuration calls it.
    record McpServer(String name) implements SkillOrigin {}

    /// A stored OpenAPI document.
    record Document(Path file) implements SkillOrigin {}

    /// For a person: `built in`, `jar /home/ada/parcel.jar`, `MCP files`.
    default String words() {
        return switch (this) {
            case BuiltIn() -> "built in";
            case Jar(Path file) -> "jar " + file;
            case McpServer(String name) -> "MCP " + name;
            case Document(Path file) -> "OpenAPI " + file;
        };
    }
}
