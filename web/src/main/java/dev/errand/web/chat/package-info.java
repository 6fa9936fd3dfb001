/// The device as a model that chat clients speak with: OpenAI's chat completions. Start with [ChatDoor].
///
/// What a chat client sends may be anybody's words: it begins runs and answers their questions, and approves nothing.
/// Nothing here knows how policy decides.
@NullMarked
package dev.errand.web.chat;

import org.jspecify.annotations.NullMarked;
