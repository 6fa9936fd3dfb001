/// What happens in runs as traces and metrics, for the tools that operators have.
///
/// All of it follows from journal entries, heard through [dev.errand.runtime.engine.RunListener]: the engine knows
/// nothing of it. No content leaves unless the person's configuration says so, and classes of the exporters are loaded
/// only where one is configured.
@NullMarked
package dev.errand.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
