package dev.errand.runtime.engine;

import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Spending;
import java.time.LocalDate;
import java.time.ZoneId;

/// What may be taken on a day, and what was, by all runs together.
public record Today(LocalDate date, ZoneId zone, Budget limits, Spending spent) {}
