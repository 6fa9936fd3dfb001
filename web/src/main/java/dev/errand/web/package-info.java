/// The room of the front doors: page, HTTP API and MCP server. Nothing is in it yet; the command line is the only door.
@NullMarked
package dev.errand.web;

import org.jspecify.annotations.NullMarked;
