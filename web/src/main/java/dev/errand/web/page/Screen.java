package dev.errand.web.page;

import dev.errand.os.device.Hash;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.web.http.Locales;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Draws screens. Thread-safe.
final class Screen {
    static final String LANGUAGE_COOKIE = "errand_language";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Engine engine;
    private final Sessions sessions;
    private final String version =
            Hash.of(asset("app.css") + asset("app.js") + asset("voice.js")).substring(0, 8);

    Screen(Errand errand, Sessions sessions) {
        this.engine = errand.engine();
        this.sessions = sessions;
    }

    static String asset(String name) {
        try (InputStream in =
                Objects.requireNonNull(Screen.class.getResourceAsStream("/dev/errand/web/assets/" + name))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In the language that was chosen on the settings screen, else in the browser's.
    static Texts texts(Context context) {
        return Texts.in(Cookies.get(context, LANGUAGE_COOKIE)
                .map(Locale::forLanguageTag)
                .orElseGet(() -> Locales.of(context.header("Accept-Language"))));
    }

    /// @param at the screen's name, which is also that of its title
    Frame frame(Context context, String at) {
        Texts t = texts(context);
        Optional<String> session = sessions.of(context);
        return new Frame(
                t,
                t.get("title." + at),
                at,
                session.isPresent() ? waiting() : 0,
                session.map(sessions::seal).orElse(""),
                "",
                version);
    }

    /// How many runs wait for the person.
    long waiting() {
        return engine.census().entrySet().stream()
                .filter(each -> each.getKey().waitsForPerson())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Answers with a screen.
    void show(Context context, String template, Frame frame, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("frame", frame);
        StringOutput output = new StringOutput();
        templates.render(template + ".jte", all, output);
        context.html(output.toString());
    }
}
