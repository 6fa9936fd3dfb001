package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import java.util.Locale;

/// How contents are found where there are many files: the setting `files.index`.
enum IndexMode {
    /// Every search reads the files.
    OFF,
    /// By their words, from an index that is kept up to date.
    TEXT,
    /// By their words, and by what they mean where no words are found that say enough.
    MEANING;

    static final String SETTING = "files.index";

    /// @throws DeviceFailure (invalid) that names the setting
    static IndexMode of(Settings settings) {
        String wanted = settings.text(SETTING).orElse("text").strip().toUpperCase(Locale.ROOT);
        for (IndexMode mode : values()) {
            if (mode.name().equals(wanted)) {
                return mode;
            }
        }
        throw DeviceFailure.invalid(
                SETTING + " is \"" + wanted.toLowerCase(Locale.ROOT) + "\", which is none of off, text and meaning.",
                "Set " + SETTING + " to one of these, or leave it out: then it is text.");
    }
}
