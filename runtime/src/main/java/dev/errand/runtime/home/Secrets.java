package dev.errand.runtime.home;

import dev.errand.os.device.Hash;
import dev.errand.os.device.Keyring;
import dev.errand.os.device.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where secrets go that the person enters: the keyring of the desktop if there is one, else a file that nobody else
/// may read, beside the configuration.
///
/// @param configuration the file `config.toml`
public record Secrets(Path configuration, Settings settings) {
    static final String FOLDER = "secrets";

    /// Keeps a secret and returns the reference to it that belongs into the configuration.
    ///
    /// @param key of the setting
    /// @throws HomeFailure if it cannot be written
    /// @throws dev.errand.os.device.DeviceFailure if the keyring does not take it
    public String keep(ConfigurationKey key, String secret) {
        Keyring keyring = Keyring.of(settings);
        if (keyring.isThere()) {
            // Several homes of one person share a keyring.
            String home = Hash.of(configuration.toAbsolutePath().toString()).substring(0, 8);
            String name = key.plain() + "-" + home;
            keyring.keep(name, secret);
            return "keyring:" + name;
        }
        return "file:" + keepInFile(key, secret);
    }

    private Path keepInFile(ConfigurationKey key, String secret) {
        Path folder = configuration.toAbsolutePath().resolveSibling(FOLDER);
        Path file =
                folder.resolve(key.plain().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_"));
        Path beside = file.resolveSibling(file.getFileName() + ".writing");
        try {
            PrivateFile.createFolder(folder);
            Files.deleteIfExists(beside);
            PrivateFile.create(beside);
            Files.writeString(beside, secret + "\n", StandardCharsets.UTF_8);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw HomeFailure.of("The secret cannot be written into %s".formatted(folder), e);
        }
    }
}
