package dev.errand.os.calendar;

import dev.errand.os.dav.DavAccount;
import dev.errand.os.dav.DavCollections;
import dev.errand.os.dav.DavObjects;
import dev.errand.os.dav.DavReply;
import dev.errand.os.dav.DavService;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.StepContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.w3c.dom.Element;

/// The calendars of a CalDAV server (RFC 4791).
///
/// For one step, by one thread.
final class ServerCalendar implements EventStore {
    static final String URL = "calendar.url";
    private static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    static final DavService SERVICE = new DavService(
            "calendar",
            "calendar",
            "event",
            "CalDAV",
            CALDAV,
            "calendar",
            "calendar-home-set",
            "text/calendar",
            "<c:supported-calendar-component-set/>",
            ServerCalendar::holdsEvents,
            "trash/calendar");
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StepContext context;
    private final DavObjects objects;

    ServerCalendar(StepContext context) {
        this.context = context;
        this.objects = new DavObjects(DavAccount.of(SERVICE, context.settings()), context);
    }

    static boolean isConnected(Settings settings) {
        return DavAccount.isConnected(SERVICE, settings);
    }

    private static boolean holdsEvents(DavReply.Resource resource) {
        return resource.property(CALDAV, "supported-calendar-component-set")
                .map(ServerCalendar::namesEvents)
                .orElse(true);
    }

    private static boolean namesEvents(Element kinds) {
        var components = kinds.getElementsByTagNameNS(CALDAV, "comp");
        for (int i = 0; i < components.getLength(); i++) {
            if (((Element) components.item(i)).getAttribute("name").equalsIgnoreCase("VEVENT")) {
                return true;
            }
        }
        return components.getLength() == 0;
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
        return query("<c:prop-filter name=\"UID\"><c:text-match collation=\"i;octet\">" + DavCollections.escaped(uid)
                + "</c:text-match></c:prop-filter>");
    }

    private List<EventFile> query(String filter) {
        String events = "<c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\">" + filter
                + "</c:comp-filter></c:comp-filter></c:filter>";
        return objects.collections().query("calendar-query", events).stream()
                .map(each -> new EventFile(each.place(), each.version(), each.text()))
                .toList();
    }

    @Override
    public void create(String uid, String words, String text) {
        objects.create(uid + ".ics", text);
    }

    @Override
    public void replace(EventFile file, String text) {
        if (!isDone(file)) {
            objects.replace(item(file), text);
        }
    }

    private boolean isDone(EventFile file) {
        return file.calendars().stream()
                .flatMap(calendar -> calendar.parts("VEVENT").stream())
                .anyMatch(event -> event.text(EventWriter.STEP)
                        .filter(Hash.of(context.stepId())::equals)
                        .isPresent());
    }

    private static DavCollections.Item item(EventFile file) {
        return new DavCollections.Item(file.place(), file.version(), file.text());
    }

    @Override
    public void remove(EventFile file) {
        objects.remove(item(file));
    }

    @Override
    public boolean mayHaveRemoved() {
        return objects.hasBegun();
    }

    /// Takes back what the step did.
    void undo() {
        objects.undo();
    }
}
