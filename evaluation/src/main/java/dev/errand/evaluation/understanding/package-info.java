/// How often the words of real people become the right operation, are asked about, or are declined. Knows the
/// planners and a device's catalogue; runs no workflow.
@NullMarked
package dev.errand.evaluation.understanding;

import org.jspecify.annotations.NullMarked;
