package dev.errand.web.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who is let in. Every request passes here before anything else looks at it. Thread-safe.
///
/// A page of somebody else's, open in a browser on this machine, can send requests here too, under a name of its own
/// that leads to this address. So the name that a request was sent to must be one of ours, and a request that says
/// where it comes from must come from us.
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

    private final Token token;
    private final Rate requests = new Rate(400, 800, System::nanoTime);
    private final Rate failures = new Rate(1.0 / 3, 20, System::nanoTime);

    public Gate(Token token) {
        this.token = token;
    }

    /// Looks at a request; what it does not let in it throws as a problem.
    public void pass(Context context) {
        HEADERS.forEach(context::header);
        String host = Optional.ofNullable(context.header("Host")).orElse("");
        if (!isOurs(host)) {
            throw Problem.forbidden(
                            "The request was sent to \"%s\", which is not a name of this server. Use localhost or"
                                            .formatted(shortened(host))
                                    + " 127.0.0.1.")
                    .thrown();
        }
        String origin = context.header("Origin");
        if (origin != null && !origin.equals("http://" + host)) {
            throw Problem.forbidden("The request comes from a page of \"%s\".".formatted(shortened(origin)))
                    .thrown();
        }
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !Set.of("same-origin", "none").contains(site) && changes(context)) {
            throw Problem.forbidden("The request comes from a page of another site.")
                    .thrown();
        }
        if (!requests.take(context.ip())) {
            throw Problem.tooMany("Slow down: at most 400 requests a second are served.")
                    .thrown();
        }
    }

    private static boolean changes(Context context) {
        String method = context.req().getMethod();
        return !method.equals("GET") && !method.equals("HEAD");
    }

    private static boolean isOurs(String host) {
        Matcher authority = AUTHORITY.matcher(host);
        return authority.matches() && LOOPBACK.contains(authority.group(1).toLowerCase(java.util.Locale.ROOT));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /// Requires the token of a program.
    public void requireToken(Context context) {
        Optional<String> authorization = Optional.ofNullable(context.header("Authorization"));
        if (token.isIn(authorization)) {
            return;
        }
        if (authorization.isPresent()) {
            countFailure(context);
        }
        throw Problem.unauthorized().thrown();
    }

    /// Whether somebody gave the right token; guessing is slowed down.
    public boolean opens(Context context, String given) {
        boolean isRight = token.is(given.strip());
        if (!isRight) {
            countFailure(context);
        }
        return isRight;
    }

    private void countFailure(Context context) {
        if (!failures.take(context.ip())) {
            throw Problem.tooMany("Too many wrong tokens were sent. Wait a minute.")
                    .thrown();
        }
    }
}
