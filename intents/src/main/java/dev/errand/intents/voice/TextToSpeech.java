package dev.errand.intents.voice;

/// Says a text aloud. Thread-safe.
public interface TextToSpeech {
    /// Returns when it has been said.
    ///
    /// @throws dev.errand.os.device.DeviceFailure if nothing here can speak, or it went wrong
    void say(String text);

    /// The same as a recording, for whoever plays it elsewhere.
    ///
    /// @throws dev.errand.os.device.DeviceFailure if nothing here can speak, or it went wrong
    Audio speak(String text);
}
