package dev.errand.sandbox;

import java.time.Instant;
import java.time.ZoneId;

/// What is time and chance for one execution; the same environment and the same answers give the same calls.
///
/// @param now  the guest's time at its start; afterwards it moves only with an [Answer]
/// @param seed where `Math.random()` starts
/// @param zone the guest's time zone
public record Environment(Instant now, long seed, ZoneId zone) {}
