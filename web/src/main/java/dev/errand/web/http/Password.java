package dev.errand.web.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What lets a person in from elsewhere. Only what was slowly derived from it is kept, so that neither a look into
/// this process's memory nor a fast guesser gets far. Thread-safe.
final class Password {
    /// Fewer characters can be guessed in the end.
    static final int SHORTEST = 12;

    private static final int LONGEST = 1000;
    private static final int ROUNDS = 210_000; // as OWASP recommends for this function
    private static final int BITS = 256;

    private final byte[] salt;
    private final byte[] derived;

    /// One at a time, so that guesses do not take all processors.
    private final ReentrantLock turn = new ReentrantLock();

    /// @param salt of this home alone
    Password(String plain, byte[] salt) {
        this.salt = salt.clone();
        this.derived = derived(plain, this.salt);
    }

    /// Takes the same time whatever is given.
    boolean is(String given) {
        boolean isPossible = given.length() <= LONGEST;
        turn.lock();
        try {
            return MessageDigest.isEqual(derived, derived(isPossible ? given : "", salt)) && isPossible;
        } finally {
            turn.unlock();
        }
    }

    /// Changes with the password, and does not tell it.
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(derived);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /// Keyboards write letters with accents in different ways that look the same.
    private static byte[] derived(String plain, byte[] salt) {
        PBEKeySpec spec =
                new PBEKeySpec(Normalizer.normalize(plain, Normalizer.Form.NFC).toCharArray(), salt, ROUNDS, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has PBKDF2 with HMAC and SHA-512.", e);
        } finally {
            spec.clearPassword();
        }
    }
}
