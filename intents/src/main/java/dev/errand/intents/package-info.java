/// From words to a plan.
///
/// An [Intent] is what a person said. A [Planner] turns it into a [Plan]: workflow code, where it came from and what
/// the
/// checker found in it. Planners never see data that was read from the device, only the words, the declarations of the
/// operations and the context in [PlanRequest].
@NullMarked
package dev.errand.intents;

import org.jspecify.annotations.NullMarked;
