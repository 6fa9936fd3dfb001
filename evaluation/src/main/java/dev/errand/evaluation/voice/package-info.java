/// How well spoken words are written down, and whether the same is understood as of the words that were typed. Speaks
/// with programs that synthesise speech; runs no workflow.
@NullMarked
package dev.errand.evaluation.voice;

import org.jspecify.annotations.NullMarked;
