package dev.errand.web.api;

import java.util.Locale;

/// Makes words of speech; found through `META-INF/services/dev.errand.web.api.Transcriber`.
///
/// Thread-safe.
public interface Transcriber {
    /// @param audio    a whole recording
    /// @param type     its media type, such as `audio/wav`
    /// @param language that is probably spoken
    /// @throws dev.errand.os.device.DeviceFailure if it is not configured or does not work, saying what
    /// to do
    String transcribe(byte[] audio, String type, Locale language);
}
