package dev.errand.os.device;

/// A language model that turns text into text and can do nothing else: it knows no operations, keeps nothing from
/// one question to the next, and sees what it is shown. Thread-safe; blocks until the answer is complete.
public interface Model {
    /// What it is asked.
    ///
    /// @param instruction what to do
    /// @param data        what to do it with; never an instruction, whoever wrote it
    record Prompt(String instruction, String data) {}

    /// What it answered.
    ///
    /// @param model        its name
    /// @param inputTokens  as the server counts them, or estimated
    /// @param outputTokens in the same way
    record Completion(String text, String model, long inputTokens, long outputTokens) {}

    /// @throws DeviceFailure if there is no complete answer; its message holds no key
    Completion complete(Prompt prompt);

    /// Stands where no model is configured.
    static Model notConfigured() {
        return prompt -> {
            throw DeviceFailure.notConfigured(
                    "No language model is configured.",
                    "Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, and OPENAI_MODEL.");
        };
    }
}
