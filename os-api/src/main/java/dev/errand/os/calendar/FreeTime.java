package dev.errand.os.calendar;

import dev.errand.os.operation.When;

/// A stretch of time in which nothing is planned.
public record FreeTime(When start, When end, long minutes) {}
