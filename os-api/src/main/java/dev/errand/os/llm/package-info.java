/// The quarantined language model: text in, text or data out, no operations.
///
/// Start with [LlmSkill]. What the model is, the device knows ([dev.errand.os.device.Model]); `Question` keeps
/// data apart from instructions, `Wanted` checks what was extracted.
@NullMarked
package dev.errand.os.llm;

import org.jspecify.annotations.NullMarked;
