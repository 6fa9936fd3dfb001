package dev.errand.os.calendar;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.operation.StepContext;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The calendars of a CalDAV server (RFC 4791).
///
/// A new event lies at an address made from the step's id and is only written where nothing lies yet; changes only go
/// through if the event is as it was found. What a step needs to be taken back is noted on the device, in [Trace].
///
/// For one step, by one thread.
final class ServerCalendar implements EventStore {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StepContext context;
    private final DavClient client;
    private final DavDiscovery discovery;
    private final List<DavDiscovery.Found> calendars = new ArrayList<>();

    ServerCalendar(StepContext context) {
        DavAccount account = DavAccount.of(context.settings());
        this.context = context;
        this.client = new DavClient(account);
        this.discovery = new DavDiscovery(client, account);
    }

    private List<DavDiscovery.Found> calendars() {
        if (calendars.isEmpty()) {
            calendars.addAll(discovery.calendars());
        }
        return calendars;
    }

    /// A day more on both sides: the server does not know the device's zone, which whole days are counted in.
    @Override
    public List<EventFile> during(Range range) {
        Duration day = Duration.ofDays(1);
        return query("<c:time-range start=\"" + UTC.format(range.from().minus(day)) + "\" end=\""
                + UTC.format(range.to().plus(day)) + "\"/>");
    }

    @Override
    public List<EventFile> holding(String uid) {
        String escaped = uid.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return query("<c:prop-filter name=\"UID\"><c:text-match collation=\"i;octet\">" + escaped
                + "</c:text-match></c:prop-filter>");
    }

    /// XML has turned the line ends of the files into others; theirs are always the same.
    private List<EventFile> query(String filter) {
        List<EventFile> files = new ArrayList<>();
        for (DavDiscovery.Found calendar : calendars()) {
            for (DavReply.Resource each : client.query(calendar.place(), filter).resources()) {
                each.text(DavReply.CALDAV, "calendar-data")
                        .ifPresent(text -> files.add(new EventFile(
                                each.place().toString(),
                                each.text(DavReply.DAV, "getetag").orElse("").strip(),
                                text.replaceAll("\\R", "\r\n"))));
            }
        }
        return files;
    }

    @Override
    public void create(String uid, String words, String text) {
        URI place = calendars().getFirst().place().resolve(uid + ".ics");
        DavReply reply = client.put(place, "If-None-Match", "*", text);
        if (reply.status() != 412 && reply.status() / 100 != 2) {
            throw unexpected(reply);
        }
        // Where something lies already, this very step wrote it: nobody else comes to this address.
        note(new Trace(place.toString(), version(reply), ""));
    }

    @Override
    public void replace(EventFile file, String text) {
        if (isDone(file)) {
            return;
        }
        URI place = URI.create(file.place());
        DavReply reply = client.put(place, "If-Match", requireVersion(file), text);
        if (reply.status() / 100 != 2) {
            throw reply.status() == 412 ? changedMeanwhile() : unexpected(reply);
        }
        note(new Trace(file.place(), version(reply), file.text()));
    }

    private boolean isDone(EventFile file) {
        return file.calendars().stream()
                .flatMap(calendar -> calendar.parts("VEVENT").stream())
                .anyMatch(event -> event.text(EventWriter.STEP)
                        .filter(Hash.of(context.stepId())::equals)
                        .isPresent());
    }

    private static String requireVersion(EventFile file) {
        if (file.version().isEmpty()) {
            throw DeviceFailure.unreachable(
                    "The calendar server does not say which state of the event it gave.",
                    "Change it in another program: here a change of somebody else could be lost.");
        }
        return file.version();
    }

    @Override
    public void remove(EventFile file) {
        DavReply reply = client.delete(URI.create(file.place()), requireVersion(file));
        if (reply.status() == 412) {
            throw changedMeanwhile();
        }
        note(new Trace(file.place(), "", file.text()));
    }

    @Override
    public boolean mayHaveRemoved() {
        return !context.preview();
    }

    /// What the server calls the state that was just written; some only say when asked.
    private String version(DavReply written) {
        return written.status() != 412 && !written.etag().isEmpty()
                ? written.etag()
                : client.get(written.place()).etag();
    }

    private void note(Trace trace) {
        trace.write(context);
    }

    /// Takes back what the step did.
    ///
    /// @throws DeviceFailure (conflict) if the event is no longer as the step left it; nothing is touched then
    void undo() {
        Optional<Trace> found = Trace.read(context);
        if (found.isEmpty()) {
            throw DeviceFailure.conflict(
                    "What the event was before is not known any more.", "Change it in the calendar itself.");
        }
        Trace trace = found.get();
        URI place = URI.create(trace.place());
        DavReply reply = trace.before().isEmpty()
                ? client.delete(place, trace.version())
                : trace.version().isEmpty()
                        ? client.put(place, "If-None-Match", "*", trace.before())
                        : client.put(place, "If-Match", trace.version(), trace.before());
        if (reply.status() == 412 || (reply.status() == 404 && !trace.before().isEmpty())) {
            throw changedMeanwhile();
        }
    }

    private static DeviceFailure changedMeanwhile() {
        return DeviceFailure.conflict(
                "The event has been changed by somebody else in the meantime.",
                "Look at it and decide; it was left as it is.");
    }

    private static DeviceFailure unexpected(DavReply reply) {
        return DeviceFailure.unreachable(
                "The calendar server did not take the event: status " + reply.status() + ".",
                "Check that the calendar still exists and that calendar.url leads to it.");
    }
}
