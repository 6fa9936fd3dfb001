/// The `errand` command line.
///
/// [Main] finds the command; [Conductor] leads a run in the foreground: it advances it, asks the person where a person
/// is there, and otherwise leaves it parked. Results go to stdout, everything else to stderr. Other modules contribute
/// commands through [CommandProvider].
@NullMarked
package dev.errand.runtime.cli;

import org.jspecify.annotations.NullMarked;
