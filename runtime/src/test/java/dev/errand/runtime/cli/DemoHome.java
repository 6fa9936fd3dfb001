package dev.errand.runtime.cli;

import dev.errand.os.device.Hash;
import dev.errand.os.sample.SampleDevice;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A home with the sample device, for one test.
record DemoHome(Path folder) {
    static final String CAR_TITLE = "Please send my car title to my insurance company";

    static DemoHome in(Path temporary) {
        Path folder = temporary.resolve("home");
        SampleDevice.create(folder);
        return new DemoHome(folder);
    }

    /// Starts the program on this home.
    ErrandProcess errand() {
        return new ErrandProcess(folder.resolveSibling("xdg")).with("ERRAND_HOME", folder.toString());
    }

    ErrandProcess.Ended run(String... arguments) {
        return errand().run(arguments);
    }

    /// Runs a workflow instead of planning one.
    ErrandProcess.Ended code(String workflow, String... arguments) {
        return errand().typing(workflow)
                .run(Stream.concat(Stream.of("run", "--code", "-"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    Path path(String inHome) {
        return folder.resolve(inHome);
    }

    String text(String inHome) {
        try {
            return Files.readString(path(inHome));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Hashes of all that is on the device, without what runs leave in `state`.
    Map<String, String> contents() {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> hashes = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith("state")) {
                    hashes.put(name, Hash.of(Files.newInputStream(file)));
                }
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Messages that a run sent, as opposed to those that the sample device comes with.
    List<MimeMessage> sent() {
        try (Stream<Path> files = Files.list(path("mail/.Sent/cur"))) {
            List<MimeMessage> messages = new ArrayList<>();
            for (Path file : files.filter(DemoHome::isSentMessage).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    messages.add(new MimeMessage(Session.getInstance(new Properties()), in));
                }
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As in any Maildir, a name that begins with a dot is no message: a kill may leave a half-written file behind.
    private static boolean isSentMessage(Path file) {
        return !file.toString().contains(".sample")
                && !file.getFileName().toString().startsWith(".");
    }
}
