/// The device as a server of the Model Context Protocol, for programs that act for the person but do not speak for
/// them: they give intents, follow and cancel runs, and can approve nothing.
///
/// Start with [McpServer]: a [Session] is one client, [Tools] what it may call, [Leading] how a run is led for it.
/// [Lines] and [HttpEndpoint] carry the messages. Nothing here knows how policy decides.
@NullMarked
package dev.errand.web.mcp;

import org.jspecify.annotations.NullMarked;
