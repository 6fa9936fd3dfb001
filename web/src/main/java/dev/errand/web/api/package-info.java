/// The HTTP interface for programs. Start with [Api]: its table of routes is what is served, and what
/// `/openapi.json` describes.
@NullMarked
package dev.errand.web.api;

import org.jspecify.annotations.NullMarked;
