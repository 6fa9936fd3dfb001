package dev.errand.web.page;

import dev.errand.web.http.Entrance;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;

/// Cookies that no script sees and no page of others sends along. From elsewhere they come with TLS only, and no
/// other host can have set them (`__Host-`).
final class Cookies {
    private Cookies() {}

    private static String named(Context context, String name) {
        return isPublic(context) ? "__Host-" + name : name;
    }

    private static boolean isPublic(Context context) {
        return Entrance.of(context).filter(Entrance.PUBLIC::equals).isPresent();
    }

    static Optional<String> get(Context context, String name) {
        return Optional.ofNullable(context.cookie(named(context, name)));
    }

    static void set(Context context, String name, String value, Duration lasts) {
        Cookie cookie = new Cookie(
                named(context, name), value, "/", Math.toIntExact(lasts.toSeconds()), isPublic(context), true);
        cookie.setSameSite(SameSite.STRICT);
        context.cookie(cookie);
    }

    static void remove(Context context, String name) {
        set(context, name, "", Duration.ZERO);
    }
}
