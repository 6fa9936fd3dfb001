/// What may happen without asking: provenance of arguments, and the decision about each effect.
///
/// [Origins] follows values through one execution and never guesses on the trusting side; [Policy] looks at effect
/// classes, marks and origins, never at operation names; [EffectHash] is what an approval binds to.
@NullMarked
package dev.errand.runtime.policy;

import org.jspecify.annotations.NullMarked;
