package dev.errand.web.page;

import dev.errand.web.http.Entrance;
import dev.errand.web.http.PublicDoor;
import dev.errand.web.http.Source;
import dev.errand.web.http.Token;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Who has opened the page. A session is a cookie that is signed with the token, for the entrance it began at, and
/// stands in a book. It outlives a restart, and ends after thirty days, when the person logs out there or everywhere,
/// when the token is replaced, or, from elsewhere, when the password is another one. Thread-safe.
final class Sessions {
    private static final Duration LASTS = Duration.ofDays(30);
    private static final Duration LOGGING_IN = Duration.ofHours(1);
    private static final int NONCE = 16;

    private final Token token;
    private final String password;
    private final SessionBook book;
    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final AtomicReference<String> ticket = new AtomicReference<>("");

    /// @param state the folder of the home's state
    Sessions(Token token, Optional<PublicDoor> door, Path state) {
        this.token = token;
        this.password =
                door.map(open -> token.sign("password", open.fingerprint())).orElse("");
        this.book = new SessionBook(
                state.resolve("http-sessions.json"), each -> each.bound().equals(bound(each.entrance())));
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

    /// Whether this is the ticket; it is used up then. On this machine only: whoever reads the link elsewhere may be
    /// anybody.
    boolean redeem(Context context, String given) {
        String valid = ticket.get();
        return Entrance.of(context).filter(Entrance.LOOPBACK::equals).isPresent()
                && !valid.isEmpty()
                && isSame(valid, given)
                && ticket.compareAndSet(valid, "");
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void open(Context context, Entrance entrance) {
        Instant now = Instant.now();
        Instant until = now.plus(LASTS);
        String session = nonce() + "." + until.getEpochSecond();
        String browser = BrowserName.of(Optional.ofNullable(context.userAgent()).orElse(""));
        book.add(new SessionBook.Entry(
                SessionBook.key(session), entrance, now, until, Source.of(context), browser, bound(entrance)));
        Cookies.set(context, name, session + "." + signature(entrance, session), LASTS);
        Cookies.remove(context, formCookie());
    }

    private String bound(Entrance entrance) {
        return switch (entrance) {
            case LOOPBACK -> "";
            case PUBLIC -> password;
        };
    }

    private String signature(Entrance entrance, String session) {
        return switch (entrance) {
            case LOOPBACK -> token.sign("session", session);
            case PUBLIC -> token.sign("session from elsewhere", session);
        };
    }

    /// Ends the session of a request.
    void end(Context context) {
        of(context).map(SessionBook::key).ifPresent(book::remove);
        Cookies.remove(context, name);
    }

    /// Ends all sessions, of all browsers.
    void endAll(Context context) {
        book.clear();
        Cookies.remove(context, name);
    }

    /// Those that are open, newest first.
    List<SessionBook.Entry> all() {
        return book.all(Instant.now());
    }

    /// The session of a request, if it has one that holds at the entrance it came by.
    Optional<String> of(Context context) {
        return Entrance.of(context).flatMap(entrance -> of(context, entrance));
    }

    private Optional<String> of(Context context, Entrance entrance) {
        String cookie = Cookies.get(context, name).orElse("");
        if (!cookie.matches("[\\w-]+\\.\\d{1,15}\\.[\\w-]+")) {
            return Optional.empty();
        }
        int dot = cookie.lastIndexOf('.');
        String session = cookie.substring(0, dot);
        long until = Long.parseLong(session.substring(session.indexOf('.') + 1));
        boolean holds = isSame(signature(entrance, session), cookie.substring(dot + 1))
                && Instant.now().getEpochSecond() < until
                && book.holds(SessionBook.key(session));
        return holds ? Optional.of(session) : Optional.empty();
    }

    /// Whether a session that held has not been ended since.
    boolean isOpen(String session) {
        return book.holds(SessionBook.key(session));
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

    private String formCookie() {
        return name + "_form";
    }

    /// What the form carries with which somebody logs in: it belongs to a cookie of that browser, so that a page of
    /// others cannot log it in as somebody else.
    String sealOfLogin(Context context) {
        String known = Cookies.get(context, formCookie())
                .filter(given -> given.matches("[\\w-]{22}"))
                .orElseGet(this::nonce);
        Cookies.set(context, formCookie(), known, LOGGING_IN);
        return token.sign("login", known);
    }

    boolean isSealedForLogin(Context context) {
        String known = Cookies.get(context, formCookie()).orElse("");
        String given = Optional.ofNullable(context.formParam("csrf")).orElse("");
        return !known.isEmpty() && isSame(token.sign("login", known), given);
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
