package dev.errand.runtime.notify;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The desktop's own notifications, by the command that desktops have for it.
///
/// @param command `notify-send`, or another that takes a title and a text
record Desktop(String command) implements Way {
    private static final int PATIENCE_SECONDS = 10;

    @Override
    public String name() {
        return "desktop";
    }

    @Override
    public void send(Notice notice, String text) throws NotSent {
        List<String> call = List.of(
                command,
                "--app-name=Errand",
                "--urgency=" + (notice.urgent() ? "critical" : "normal"),
                "--",
                notice.title(),
                text);
        try {
            Process process = new ProcessBuilder(call)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new NotSent(command + " did not end within " + PATIENCE_SECONDS + " seconds.");
            }
            if (process.exitValue() != 0) {
                throw new NotSent(command + " ended with " + process.exitValue() + "; is there a desktop session?");
            }
        } catch (IOException e) {
            throw new NotSent("%s cannot be started (%s). Install it (Debian: libnotify-bin), or name another as"
                    .concat(" notify.desktop_command.")
                    .formatted(command, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSent("Interrupted.");
        }
    }
}
