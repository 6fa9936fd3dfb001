package dev.errand.intents.voice;

/// Writes down what was said. Thread-safe; nothing is loaded or asked before the first recording.
public interface SpeechToText extends AutoCloseable {
    /// @throws dev.errand.os.device.DeviceFailure that says what is missing or went wrong, and what to do
    Transcript transcribe(Audio audio, Hints hints);

    /// Whether it is ready, in a few words; changes nothing.
    ///
    /// @throws dev.errand.os.device.DeviceFailure that says what is missing or went wrong, and what to do
    String health();

    @Override
    void close();
}
