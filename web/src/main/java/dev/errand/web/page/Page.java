package dev.errand.web.page;

import dev.errand.intents.voice.Transcriptions;
import dev.errand.runtime.Errand;
import dev.errand.web.http.Admission;
import dev.errand.web.http.Entrance;
import dev.errand.web.http.Gate;
import dev.errand.web.http.Problem;
import dev.errand.web.http.PublicDoor;
import dev.errand.web.http.Token;
import dev.errand.web.work.Desk;
import dev.errand.web.work.Hub;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
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
    private final History history;
    private final Afterwards afterwards;
    private final RuleScreen rules;
    private final ScheduleScreen schedules;
    private final Inbox inbox;
    private final DeviceScreens device;
    private final ContactScreens contacts;
    private final SettingsScreen settings;
    private final Speech speech;

    /// @param door for other machines, if there is one
    public Page(
            Errand errand,
            Transcriptions transcriptions,
            Desk desk,
            Hub hub,
            Gate gate,
            Token token,
            Optional<PublicDoor> door) {
        this.gate = gate;
        this.sessions = new Sessions(token, door, errand.home().state());
        this.screen = new Screen(errand, sessions);
        this.pages = new Pages(errand, hub, screen);
        this.forms = new Forms(errand, desk, pages);
        this.history = new History(errand, screen, pages);
        this.afterwards = new Afterwards(errand, desk, screen, pages);
        this.rules = new RuleScreen(errand, desk, screen);
        this.schedules = new ScheduleScreen(errand, desk, screen, pages);
        this.live = new LiveStream(errand.engine(), hub, sessions);
        this.inbox = new Inbox(errand, desk, hub, screen, sessions);
        this.device = new DeviceScreens(errand, screen);
        this.contacts = new ContactScreens(errand, desk, screen, pages);
        this.settings = new SettingsScreen(errand, screen, sessions);
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
        server.post("/logout/everywhere", this::logoutEverywhere);
        server.get("/", pages::home);
        server.get("/inbox", inbox::show);
        server.get("/inbox/stream", inbox::stream);
        server.post("/inbox/approve", inbox::approve);
        server.get("/voice", speech::ready);
        server.post("/voice", speech::transcribe);
        server.get("/runs", history::show);
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
        server.post("/runs/{id}/remember", contacts::remember);
        server.get("/contacts", contacts::show);
        server.post("/contacts/names", contacts::add);
        server.post("/contacts/names/remove", contacts::remove);
        server.get("/runs/{id}/again", afterwards::again);
        server.post("/runs/{id}/again", afterwards::begin);
        server.get("/runs/{id}/export", afterwards::export);
        server.get("/runs/{id}/forget", afterwards::forget);
        server.post("/runs/{id}/forget", afterwards::forgotten);
        server.get("/rules", rules::show);
        server.post("/rules", rules::add);
        server.post("/rules/suggested", rules::take);
        server.get("/rules/{id}", rules::covered);
        server.post("/rules/{id}/remove", rules::remove);
        server.get("/schedules", schedules::show);
        server.post("/schedules", schedules::add);
        server.post("/schedules/{id}/pause", schedules::pause);
        server.post("/schedules/{id}/remove", schedules::remove);
        server.get("/skills", device::skills);
        server.post("/skills/{name}", device::switchSkill);
        server.get("/settings", settings::show);
        server.post("/settings", SettingsScreen::choose);
        server.post("/settings/budgets", settings::limit);
        server.post("/settings/notices", settings::tryNotices);
        server.get("/settings/forget", settings::forget);
        server.post("/settings/forget", settings::forgotten);
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
        showLogin(context, "");
    }

    private void showLogin(Context context, String notice) {
        boolean isPublic = Entrance.of(context).filter(Entrance.PUBLIC::equals).isPresent();
        screen.show(
                context,
                "login",
                screen.frame(context, "login").noticing(notice),
                Map.of("kind", isPublic ? "password" : "token", "seal", sessions.sealOfLogin(context)));
    }

    /// Shows what is wrong.
    public void explain(Context context, Problem problem) {
        context.status(problem.status());
        problem.headers().forEach(context::header);
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
        if (ticket != null && sessions.redeem(context, ticket)) {
            enter(context, Entrance.LOOPBACK);
            return;
        }
        showLogin(context, ticket == null ? "" : Screen.texts(context).get("login.used"));
    }

    private void enter(Context context, Entrance entrance) {
        sessions.open(context, entrance);
        context.status(303).header("Location", "/");
    }

    private void login(Context context) {
        Texts t = Screen.texts(context);
        if (!sessions.isSealedForLogin(context)) {
            context.status(403);
            showLogin(context, t.get("login.stale"));
            return;
        }
        Entrance entrance = Entrance.of(context).orElseThrow();
        String field = entrance == Entrance.PUBLIC ? "password" : "token";
        String given = Optional.ofNullable(context.formParam(field)).orElse("");
        switch (gate.admit(context, entrance, given)) {
            case Admission.Granted _ -> enter(context, entrance);
            case Admission.Wrong _ -> {
                context.status(401);
                showLogin(context, t.get("login.wrong." + field));
            }
            case Admission.Later(long seconds) -> {
                context.status(429).header("Retry-After", String.valueOf(seconds));
                showLogin(context, t.get("login.later", seconds));
            }
        }
    }

    private void logout(Context context) {
        sessions.end(context);
        context.status(303).header("Location", "/login");
    }

    private void logoutEverywhere(Context context) {
        sessions.endAll(context);
        context.status(303).header("Location", "/login");
    }
}
