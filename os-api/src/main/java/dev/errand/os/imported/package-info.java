/// What descriptions that others wrote become here: names that code can say, shapes, single lines of words.
///
/// Everything that comes in is from outside and may be hostile; what goes out is safe to show to a person, to put
/// into declarations, and to stand in code. Knows neither MCP nor OpenAPI.
@NullMarked
package dev.errand.os.imported;

import org.jspecify.annotations.NullMarked;
