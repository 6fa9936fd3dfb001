package dev.errand.web.page;

import dev.errand.web.http.Token;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Who has opened the page with the token. A session is a cookie that is signed with the token: nothing is kept here,
/// so
/// it outlives a restart, and ends when the token is replaced. Thread-safe.
final class Sessions {
    private static final Duration LASTS = Duration.ofDays(30);
    private static final int NONCE = 16;

    private final Token token;
    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final AtomicReference<String> ticket = new AtomicReference<>("");

    Sessions(Token token) {
        this.token = token;
        // Browsers share cookies between the ports of a host: several devices on one machine need names of their own.
        this.name =
                "errand_" + token.sign("cookie", "name").replaceAll("\\W", "").substring(0, 8);
    }

    /// A link's secret that opens one session, once.
    String newTicket() {
        String made = nonce();
        ticket.set(made);
        return made;
    }

    /// Whether this is the ticket; it is used up then.
    boolean redeem(String given) {
        String valid = ticket.get();
        return !valid.isEmpty()
                && java.security.MessageDigest.isEqual(
                        valid.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        given.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                && ticket.compareAndSet(valid, "");
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void open(Context context) {
        String session = nonce() + "." + Instant.now().plus(LASTS).getEpochSecond();
        set(context, session + "." + token.sign("session", session), Math.toIntExact(LASTS.toSeconds()));
    }

    void end(Context context) {
        set(context, "", 0);
    }

    private void set(Context context, String value, int seconds) {
        Cookie cookie = new Cookie(name, value, "/", seconds, false, true);
        cookie.setSameSite(SameSite.STRICT);
        context.cookie(cookie);
    }

    /// The session of a request, if it has one that holds.
    Optional<String> of(Context context) {
        String cookie = Optional.ofNullable(context.cookie(name)).orElse("");
        int dot = cookie.lastIndexOf('.');
        if (dot < 0 || !cookie.matches("[\\w-]+\\.\\d{1,15}\\.[\\w-]+")) {
            return Optional.empty();
        }
        String session = cookie.substring(0, dot);
        long until = Long.parseLong(session.substring(session.indexOf('.') + 1));
        boolean holds = isSame(token.sign("session", session), cookie.substring(dot + 1))
                && Instant.now().getEpochSecond() < until;
        return holds ? Optional.of(session) : Optional.empty();
    }

    /// What a form of this session carries, and no page of somebody else's can know.
    String seal(String session) {
        return token.sign("form", session);
    }

    /// A form carries it as a field, what is no form (a recording) as a header that only our own page can set.
    boolean isSealed(Context context, String session) {
        String header = context.header("X-Errand-Seal");
        String given = header == null ? context.formParam("csrf") : header;
        return isSame(seal(session), Optional.ofNullable(given).orElse(""));
    }

    private static boolean isSame(String one, String other) {
        return java.security.MessageDigest.isEqual(
                one.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                other.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
