/// Short messages, by a Matrix server or a phone's Termux:API.
///
/// Start with [MessagesSkill]. `Gateway` is what sends and searches; `Matrix` and `Termux` are the two that there
/// are.
@NullMarked
package dev.errand.os.messages;

import org.jspecify.annotations.NullMarked;
