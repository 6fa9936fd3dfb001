package dev.errand.intents.voice;

import java.io.InputStream;

/// Where sound comes in.
public interface AudioSource {
    /// Begins to record: little-endian 16-bit samples of one channel, [Audio#RATE] a second, as they come. Closing
    /// ends it.
    ///
    /// @throws dev.errand.os.device.DeviceFailure (not configured) if there is no microphone
    InputStream open();
}
