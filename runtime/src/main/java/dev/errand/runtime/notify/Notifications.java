package dev.errand.runtime.notify;

import dev.errand.os.device.Device;
import dev.errand.os.device.Settings;
import dev.errand.os.due.Due;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.engine.Run;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Tells the person about runs, and what it is time for, by the ways that they configured (`notify.ways`). Without
/// any, the inbox is where they find them. Thread-safe.
public final class Notifications {
    private final List<Way> ways;
    private final boolean withContent;

    private Notifications(List<Way> ways, boolean withContent) {
        this.ways = List.copyOf(ways);
        this.withContent = withContent;
    }

    /// As the configuration says:
    ///
    /// - `notify.ways`: any of `desktop`, `ntfy`, `mail`
    /// - `notify.content`: `true` to name the intent, the question, and what a reminder is about
    /// - `notify.ntfy`: the address of the topic, or `env:NAME` for a reference to it
    /// - `notify.ntfy_token`: `env:NAME`, where the service wants one
    /// - `notify.mail`: the person's own address
    /// - `notify.desktop_command`: in place of `notify-send`
    ///
    /// @throws IllegalArgumentException with a message for the person if it asks for what cannot be
    public static Notifications configured(Device device, Catalogue catalogue) {
        Settings settings = device.settings();
        List<Way> ways = new ArrayList<>();
        for (String way : settings.texts("notify.ways")) {
            ways.add(
                    switch (way) {
                        case "desktop" ->
                            new Desktop(settings.text("notify.desktop_command").orElse("notify-send"));
                        case "ntfy" ->
                            new Push(
                                    topic(settings.dereferenced("notify.ntfy").orElse("")),
                                    settings.dereferenced("notify.ntfy_token").orElse(""));
                        case "mail" ->
                            new Letter(
                                    settings.text("notify.mail").orElseThrow(() -> missing("notify.mail")),
                                    catalogue.operation("mail.send").orElseThrow(() -> missing("the skill mail")),
                                    device);
                        default ->
                            throw new IllegalArgumentException(
                                    "notify.ways names \"%s\"; there are desktop, ntfy and mail.".formatted(way));
                    });
        }
        return new Notifications(
                ways, settings.text("notify.content").filter("true"::equals).isPresent());
    }

    private static URI topic(String address) {
        if (address.isEmpty()) {
            throw missing("notify.ntfy");
        }
        URI topic = URI.create(address);
        if (topic.getHost() == null || !List.of("http", "https").contains(String.valueOf(topic.getScheme()))) {
            throw new IllegalArgumentException("notify.ntfy is no address such as https://ntfy.sh/a-topic.");
        }
        return topic;
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("notify.ways needs %s, which is not configured.".formatted(key));
    }

    /// The names of the configured ways.
    public List<String> ways() {
        return ways.stream().map(Way::name).toList();
    }

    /// Tells the person how a run stands, if that concerns them. Returns what went wrong on the way, in words: a way
    /// that fails keeps no other from being tried.
    public List<String> tell(Run run) {
        return Notice.about(run).map(this::tell).orElseGet(List::of);
    }

    /// Tells the person that it is time for something, in the same way.
    ///
    /// @param zone the device's
    public List<String> tell(Due due, ZoneId zone) {
        return tell(Notice.about(due, zone));
    }

    /// Tries the ways with a notice that is about nothing. Returns what went wrong, in words.
    public List<String> tryOut(String title, String hint) {
        return tell(new Notice("", title, "", false, hint));
    }

    private List<String> tell(Notice notice) {
        List<String> problems = new ArrayList<>();
        for (Way way : ways) {
            try {
                way.send(notice, notice.text(withContent));
            } catch (Way.NotSent e) {
                problems.add(way.name() + ": " + e.getMessage());
            }
        }
        return problems;
    }
}
