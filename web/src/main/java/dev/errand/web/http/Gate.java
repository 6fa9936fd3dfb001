package dev.errand.web.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who is let in. Every request passes here before anything else looks at it. Thread-safe.
///
/// A page of somebody else's, open in a browser on this machine, can send requests here too, under a name of its own
/// that leads to this address. So the name that a request was sent to must be one of ours, and a request that says
/// where it comes from must come from us. Ours are the names of the loopback interface and, where the person has set
/// it up, the address that a proxy of theirs serves to other machines.
public final class Gate {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::(\\d{1,5}))?");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin", // with none at all, browsers say of our own forms that they come from nowhere
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(self)",
            "Cache-Control",
            "no-store");

    private static final List<String> OF_PROXIES = List.of("X-Forwarded-For", "X-Forwarded-Host", "Forwarded");

    private final Token token;
    private final Optional<PublicDoor> door;
    private final Consumer<String> log;
    private final Rate requests = new Rate(400, 800, System::nanoTime);
    private final Rate failures = new Rate(1.0 / 3, 20, System::nanoTime);
    private final Guesses guesses = new Guesses(System::nanoTime);

    /// @param door for other machines, if there is one
    /// @param log  hears of wrong passwords, in a line each; never what was given
    public Gate(Token token, Optional<PublicDoor> door, Consumer<String> log) {
        this.token = token;
        this.door = door;
        this.log = log;
    }

    /// Looks at a request; what it does not let in it throws as a problem.
    public void pass(Context context) {
        HEADERS.forEach(context::header);
        String host = header(context, "Host");
        Entrance entrance = entrance(host);
        String ours = switch (entrance) {
            case LOOPBACK -> {
                requireNoProxy(context);
                yield "http://" + host;
            }
            case PUBLIC -> {
                requireTls(context);
                context.header("Strict-Transport-Security", "max-age=31536000");
                yield door.orElseThrow().address().origin();
            }
        };
        String origin = context.header("Origin");
        if (origin != null && !origin.equals(ours)) {
            throw Problem.forbidden("The request comes from a page of \"%s\".".formatted(shortened(origin)))
                    .thrown();
        }
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !Set.of("same-origin", "none").contains(site) && changes(context)) {
            throw Problem.forbidden("The request comes from a page of another site.")
                    .thrown();
        }
        entrance.mark(context);
        if (!requests.take(Source.of(context))) {
            throw Problem.tooMany("Slow down: at most 400 requests a second are served.", 1)
                    .thrown();
        }
    }

    private Entrance entrance(String host) {
        Matcher authority = AUTHORITY.matcher(host);
        if (authority.matches() && LOOPBACK.contains(authority.group(1).toLowerCase(Locale.ROOT))) {
            return Entrance.LOOPBACK;
        }
        if (door.filter(open -> open.address().isHost(host)).isPresent()) {
            return Entrance.PUBLIC;
        }
        throw Problem.forbidden("The request was sent to \"%s\", which is not a name of this server. Use localhost or"
                                .formatted(shortened(host))
                        + " 127.0.0.1"
                        + door.map(open -> ", or " + open.address().origin()).orElse("")
                        + ".")
                .thrown();
    }

    /// Where other machines get in, a proxy that renames what it passes on would let them in by the door of this one.
    private void requireNoProxy(Context context) {
        if (door.isPresent() && OF_PROXIES.stream().anyMatch(name -> context.header(name) != null)) {
            throw Problem.forbidden(
                            "The request came through a proxy under a name of this machine. Let the proxy pass on"
                                    + " the header Host as it is.")
                    .thrown();
        }
    }

    private static void requireTls(Context context) {
        String scheme = header(context, "X-Forwarded-Proto");
        if (!scheme.isEmpty() && !scheme.equalsIgnoreCase("https")) {
            throw Problem.forbidden("The request came to the proxy without TLS. Use https.")
                    .thrown();
        }
    }

    private static String header(Context context, String name) {
        return Optional.ofNullable(context.header(name)).orElse("");
    }

    private static boolean changes(Context context) {
        String method = context.req().getMethod();
        return !method.equals("GET") && !method.equals("HEAD");
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /// Requires the token of a program, whichever way it came in.
    public void requireToken(Context context) {
        Optional<String> authorization = Optional.ofNullable(context.header("Authorization"));
        if (token.isIn(authorization)) {
            return;
        }
        if (authorization.isPresent() && !failures.take(Source.of(context))) {
            throw Problem.tooMany("Too many wrong tokens were sent. Wait a minute.", 3)
                    .thrown();
        }
        throw Problem.unauthorized().thrown();
    }

    /// Whether a person may open the page with this: the token on this machine, the password from elsewhere.
    public Admission admit(Context context, Entrance entrance, String given) {
        String source = Source.of(context);
        return switch (entrance) {
            case LOOPBACK -> {
                if (token.is(given.strip())) {
                    yield new Admission.Granted();
                }
                yield failures.take(source) ? new Admission.Wrong() : new Admission.Later(3);
            }
            case PUBLIC -> byPassword(source, given);
        };
    }

    /// While too much is wrong nothing is looked at, not even what is right: else guessing could go on.
    private Admission byPassword(String source, String given) {
        PublicDoor open = door.orElseThrow();
        OptionalLong wait = guesses.take(source);
        if (wait.isPresent()) {
            return new Admission.Later(wait.getAsLong());
        }
        if (open.opens(given)) {
            guesses.giveBack(source);
            return new Admission.Granted();
        }
        log.accept(
                "A wrong password for %s came from %s.".formatted(open.address().origin(), source));
        return new Admission.Wrong();
    }
}
