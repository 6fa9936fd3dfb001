/// Services that an OpenAPI document describes, as skills.
///
/// Start with [OpenApiDocuments]. Documents are data: they decide what can be asked and where, never what may be
/// asked unasked. Knows the web only through one door of its package.
@NullMarked
package dev.errand.os.openapi;

import org.jspecify.annotations.NullMarked;
