/// Servers that speak the Model Context Protocol, as skills.
///
/// Start with [McpServers]. Everything that a server says is from outside, what it says of itself too: it can make a
/// call riskier and never less risky, unless the person trusts that very tool. The only package that knows the
/// protocol's SDK; knows no run and no planner.
@NullMarked
package dev.errand.os.mcp;

import org.jspecify.annotations.NullMarked;
