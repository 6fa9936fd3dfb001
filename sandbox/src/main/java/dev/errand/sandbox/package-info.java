/// Runs guest code that nobody has read, and lets nothing out of it but operation calls.
///
/// Start with [Sandbox]: a [Program] goes in, every operation call leaves through [Calls], and an [Outcome] comes
/// back. Values cross as JSON trees and only as copies. Fields of a result may stay *closed*: the guest holds them
/// without having seen them, and reading one is an event the host hears about (see [Calls#open]).
///
/// This package knows names, arguments and values; it knows no skills, no models and no other module.
@NullMarked
package dev.errand.sandbox;

import org.jspecify.annotations.NullMarked;
