package dev.errand.web.http;

import dev.errand.runtime.home.HomeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What lets programs in, and what sessions of the page are signed with. It is kept with the home, for its owner
/// alone, so that clients and open pages outlive a restart; whoever deletes the file has a new one made.
public final class Token {
    private static final int BYTES = 32;
    private final String value;

    private Token(String value) {
        this.value = value;
    }

    /// The token in a file, which is made if it is not there.
    ///
    /// @throws HomeFailure if it can be neither read nor made
    public static Token in(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            String value = Files.readString(file).strip();
            if (!value.matches("[\\w-]{43}")) {
                throw new IllegalArgumentException(
                        "The token in %s is none. Delete the file to have another one made.".formatted(file));
            }
            return new Token(value);
        } catch (IOException e) {
            throw HomeFailure.of("The token %s cannot be read or made".formatted(file), e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(file); // a file system without permissions
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster
        }
        Files.writeString(file, value + "\n", StandardOpenOption.WRITE);
    }

    public String value() {
        return value;
    }

    /// Whether this is the token; takes the same time wherever they differ.
    public boolean is(String given) {
        return same(value, given);
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether a header carries it.
    boolean isIn(Optional<String> authorization) {
        return authorization
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .filter(header -> is(header.substring(7).strip()))
                .isPresent();
    }

    /// A signature that only the holder of the token can make.
    ///
    /// @param use keeps signatures for one thing from being taken for another
    public String sign(String use, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal((use + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256.", e);
        }
    }
}
