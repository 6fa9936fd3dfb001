/// What intents may take: limits, prices, an estimate of energy, and the sums that are held against them. Pure values,
/// read from the configuration; knows neither the journal nor the engine.
@NullMarked
package dev.errand.runtime.budget;

import org.jspecify.annotations.NullMarked;
