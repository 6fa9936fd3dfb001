package dev.errand.web.page;

import dev.errand.intents.voice.Transcriptions;
import dev.errand.runtime.Errand;
import dev.errand.web.http.Gate;
import dev.errand.web.http.Problem;
import dev.errand.web.http.Token;
import dev.errand.web.work.Desk;
import dev.errand.web.work.Hub;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The door for people: what is at which address, and who may open it.
public final class Page {
    private static final Map<String, String> ASSETS = Map.of(
            "app.css", "text/css",
            "app.js", "text/javascript",
            "voice.js", "text/javascript",
            "recorder.js", "text/javascript",
            "htmx.min.js", "text/javascript",
            "htmx-sse.js", "text/javascript",
            "icon.svg", "image/svg+xml");

    private final Gate gate;
    private final Sessions sessions;
    private final Screen screen;
    private final Pages pages;
    private final Forms forms;
    private final LiveStream live;
    private final Inbox inbox;
    private final DeviceScreens device;
    private final Speech speech;

    public Page(Errand errand, Transcriptions transcriptions, Desk desk, Hub hub, Gate gate, Token token) {
        this.gate = gate;
        this.sessions = new Sessions(token);
        this.screen = new Screen(errand, sessions);
        this.pages = new Pages(errand, hub, screen);
        this.forms = new Forms(errand, desk, pages);
        this.live = new LiveStream(errand.engine(), hub);
        this.inbox = new Inbox(errand, desk, hub, screen);
        this.device = new DeviceScreens(errand, screen);
        this.speech = new Speech(transcriptions);
    }

    /// A path that opens one session, once.
    public String invitation() {
        return "/login?ticket=" + sessions.newTicket();
    }

    /// Serves all of it.
    public void serveOn(RoutesConfig server) {
        server.get("/assets/{name}", Page::asset);
        server.get("/login", this::welcome);
        server.post("/login", this::login);
        server.post("/logout", this::logout);
        server.get("/", pages::home);
        server.get("/inbox", inbox::show);
        server.get("/inbox/stream", inbox::stream);
        server.post("/inbox/approve", inbox::approve);
        server.get("/voice", speech::ready);
        server.post("/voice", speech::transcribe);
        server.get("/runs", pages::history);
        server.post("/runs", forms::start);
        server.get("/runs/{id}", pages::run);
        server.get("/runs/{id}/stream", context -> live.serve(context, pages.id(context)));
        server.post("/runs/{id}/approve", forms::approve);
        server.post("/runs/{id}/deny", forms::deny);
        server.post("/runs/{id}/answer", forms::answer);
        server.post("/runs/{id}/raise", forms::raise);
        server.post("/runs/{id}/cancel", forms::cancel);
        server.get("/runs/{id}/undo", pages::undo);
        server.post("/runs/{id}/undo", forms::undo);
        server.get("/rules", pages::rules);
        server.post("/rules/{id}/remove", forms::removeRule);
        server.get("/schedules", pages::schedules);
        server.post("/schedules", forms::schedule);
        server.post("/schedules/{id}/pause", forms::pause);
        server.post("/schedules/{id}/remove", forms::removeSchedule);
        server.get("/skills", device::skills);
        server.get("/settings", device::settings);
        server.post("/settings", Page::choose);
        server.get("/status", device::status);
    }

    /// Lets those in who have a session, and forms that were made for it. Others are shown where to log in.
    public void guard(Context context) {
        if (context.path().equals("/login") || context.path().startsWith("/assets/")) {
            return;
        }
        Optional<String> session = sessions.of(context);
        if (session.isEmpty()) {
            throw new NoSession();
        }
        boolean changes = !List.of("GET", "HEAD").contains(context.req().getMethod());
        if (changes && !sessions.isSealed(context, session.get())) {
            throw Problem.forbidden("The form is not of this session. Go back, reload the page, and try again.")
                    .thrown();
        }
    }

    /// Who asks for a screen has to log in first.
    public static final class NoSession extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NoSession() {
            super("Log in first.", null, false, false);
        }
    }

    /// Shows the way in.
    public void askToLogIn(Context context) {
        context.status(401).header("WWW-Authenticate", "Bearer realm=\"errand\"");
        screen.show(context, "login", screen.frame(context, "login"), Map.of());
    }

    /// Shows what is wrong.
    public void explain(Context context, Problem problem) {
        context.status(problem.status());
        screen.show(
                context,
                "problem",
                screen.frame(context, "problem"),
                Map.of("heading", problem.title(), "detail", Visible.text(problem.detail())));
    }

    private static void asset(Context context) {
        String name = context.pathParam("name");
        String type = ASSETS.get(name);
        if (type == null) {
            throw Problem.notFound("There is no such file.").thrown();
        }
        context.header("Cache-Control", "public, max-age=86400");
        context.contentType(type + "; charset=utf-8");
        context.result(Screen.asset(name));
    }

    private void welcome(Context context) {
        String ticket = context.queryParam("ticket");
        if (ticket != null && sessions.redeem(ticket)) {
            sessions.open(context);
            context.status(303).header("Location", "/");
            return;
        }
        Frame frame = screen.frame(context, "login");
        screen.show(
                context,
                "login",
                ticket == null ? frame : frame.noticing(frame.t().get("login.used")),
                Map.of());
    }

    private void login(Context context) {
        String token = Optional.ofNullable(context.formParam("token")).orElse("");
        if (gate.opens(context, token)) {
            sessions.open(context);
            context.status(303).header("Location", "/");
            return;
        }
        context.status(401);
        Frame frame = screen.frame(context, "login");
        screen.show(context, "login", frame.noticing(frame.t().get("login.wrong")), Map.of());
    }

    private void logout(Context context) {
        sessions.end(context);
        context.status(303).header("Location", "/login");
    }

    private static void choose(Context context) {
        String language = Optional.ofNullable(context.formParam("language")).orElse("");
        boolean isSpoken =
                Texts.LANGUAGES.stream().anyMatch(each -> each.getLanguage().equals(language));
        Cookie cookie = new Cookie(
                Screen.LANGUAGE_COOKIE, isSpoken ? language : "", "/", isSpoken ? 31_536_000 : 0, false, true);
        cookie.setSameSite(SameSite.STRICT);
        context.cookie(cookie);
        context.status(303).header("Location", "/settings");
    }
}
