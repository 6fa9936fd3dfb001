/// `errand bench explain`: how often an explanation names the step that was really at fault, and with how many steps.
///
/// Real workflows run in the real engine over sample devices; one step of each run is spoilt at the border of its
/// operation ([Sabotage]), or one literal of its line of code. Where the run then fails, or does something else than
/// the healthy one, it is explained as a person would have it explained ([Difference] puts the question), and the steps
/// of the explanation are compared with the one that was spoilt.
///
/// Workflows whose name begins with `known-` were looked at while the method was made, `held-` ones were not.
@NullMarked
package dev.errand.evaluation.explanation;

import org.jspecify.annotations.NullMarked;
