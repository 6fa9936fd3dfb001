/// Plans without a model: the skills' own example sentences are the grammar.
///
/// Open with [OfflinePlanner]. Words become an [Utterance], the catalogue's sentences become [Template]s, [Matching]
/// lays one over the other, [Interpreter] ranks what came out, and [WorkflowWriter] writes the workflow. What a person
/// says only ever enters the code as a literal.
@NullMarked
package dev.errand.intents.offline;

import org.jspecify.annotations.NullMarked;
