/// What may happen without asking: provenance of arguments, and the decision about each effect.
///
/// [Origins] follows values through one execution and never guesses on the trusting side; [Policy] looks at effect
/// classes, marks and origins, never at operation names; [EffectHash] is what an approval binds to.
///
/// A person's [Rule]s lie in the [RuleFile]; [Judge] is the table together with them and with what is usual. [Widening]
/// makes rules out of calls. Nothing here knows of runs.
@NullMarked
package dev.errand.runtime.policy;

import org.jspecify.annotations.NullMarked;
