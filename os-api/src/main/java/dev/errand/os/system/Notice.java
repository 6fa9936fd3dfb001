package dev.errand.os.system;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.StepContext;
import dev.errand.os.program.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Shows notifications, and takes them away: by `notify-send` on a desktop, by Termux:API on a phone.
final class Notice {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 1_000;

    private Notice() {}

    /// @throws DeviceFailure if nothing could show it
    static void check(String text, Settings settings) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw DeviceFailure.invalid(
                    "A notification cannot have this text.", "Give 1 to " + LONGEST + " characters.");
        }
        if (phone("termux-notification", settings).isEmpty()
                && desktop("notify-send", settings).isEmpty()) {
            throw DeviceFailure.notConfigured(
                    "Nothing is installed that shows notifications.",
                    "Install notify-send (libnotify), or Termux:API on an Android phone.");
        }
    }

    /// @return what [#remove] finds it by; empty if nothing does
    static String show(String text, StepContext context) {
        Settings settings = context.settings();
        check(text, settings);
        Optional<Program> termux = phone("termux-notification", settings);
        if (termux.isPresent()) {
            String id = "errand-" + context.stepId();
            termux.get().run(List.of("--id", id, "-t", "Errand", "-c", text), "", PATIENCE);
            return id;
        }
        String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return desktop("notify-send", settings)
                .orElseThrow()
                .run(List.of("-a", "Errand", "-p", "--", "Errand", plain), "", PATIENCE)
                .strip();
    }

    /// One that was seen and closed is gone already.
    static void remove(String id, Settings settings) {
        if (id.startsWith("errand-")) {
            phone("termux-notification-remove", settings).ifPresent(termux -> termux.run(List.of(id), "", PATIENCE));
        } else if (id.matches("\\d{1,10}")) {
            desktop("gdbus", settings)
                    .ifPresent(bus -> bus.end(
                            List.of(
                                    "call",
                                    "--session",
                                    "--dest=org.freedesktop.Notifications",
                                    "--object-path=/org/freedesktop/Notifications",
                                    "--method=org.freedesktop.Notifications.CloseNotification",
                                    id),
                            "",
                            PATIENCE));
        }
    }

    private static Optional<Program> phone(String name, Settings settings) {
        return Program.named(name, "termux.bin", settings);
    }

    private static Optional<Program> desktop(String name, Settings settings) {
        return Program.named(name, "system.bin", settings);
    }
}
