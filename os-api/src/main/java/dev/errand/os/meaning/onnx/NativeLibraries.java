package dev.errand.os.meaning.onnx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// ONNX Runtime's native libraries, unpacked for as long as it takes to load them. It would do that itself, but
/// leaves an empty folder behind each time, and all of them where its process is killed.
final class NativeLibraries implements AutoCloseable {
    private static final String PLACE = "onnxruntime.native.path";

    private final Path folder;

    /// @throws IOException if there are none for this machine, or no room for them
    NativeLibraries() throws IOException {
        folder = Files.createTempDirectory("errand-onnx");
        try {
            for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
                unpack(System.mapLibraryName(name));
            }
        } catch (IOException | RuntimeException e) {
            remove();
            throw e;
        }
        System.setProperty(PLACE, folder.toString());
    }

    private void unpack(String file) throws IOException {
        String place = "ai/onnxruntime/native/" + platform() + "/" + file;
        try (InputStream in = NativeLibraries.class.getClassLoader().getResourceAsStream(place)) {
            if (in == null) {
                throw new FileNotFoundException("ONNX Runtime has no " + file + " for " + platform());
            }
            Files.copy(in, folder.resolve(file));
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = system.startsWith("mac") ? "osx" : system.startsWith("windows") ? "win" : system;
        return name + "-" + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
    }

    /// What is loaded stays, also without its file.
    @Override
    public void close() throws IOException {
        System.clearProperty(PLACE);
        remove();
    }

    private void remove() throws IOException {
        for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
            Files.deleteIfExists(folder.resolve(System.mapLibraryName(name)));
        }
        Files.delete(folder);
    }
}
