package dev.errand.os.calendar;

import dev.errand.os.device.DeviceFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/// Finds the calendars of an account from any address near them: a calendar, a folder of calendars, the person's page,
/// or the server (RFC 5397, RFC 4791 section 6.2.1, RFC 6764).
record DavDiscovery(DavClient client, DavAccount account) {
    private static final String WANTED =
            "<d:resourcetype/><d:displayname/><d:current-user-principal/><c:calendar-home-set/>"
                    + "<c:supported-calendar-component-set/>";

    /// @param place ends with a slash
    record Found(URI place, String name) {}

    /// At least one; the one that new events go to comes first.
    List<Found> calendars() {
        List<Found> found = search();
        Optional<String> wanted = account.calendar();
        if (found.isEmpty()) {
            throw DeviceFailure.notConfigured(
                    "There is no calendar at " + account.url() + ".",
                    "Set calendar.url to the address that your calendar server names for CalDAV.");
        }
        if (wanted.isEmpty()) {
            return found;
        }
        Found first = found.stream()
                .filter(each -> each.name().equalsIgnoreCase(wanted.get().strip()))
                .findFirst()
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "The server has no calendar called \"" + wanted.get() + "\"; it has "
                                + String.join(
                                        ", ", found.stream().map(Found::name).toList()) + ".",
                        "Set calendar.name to one of them."));
        List<Found> ordered = new ArrayList<>(found);
        ordered.remove(first);
        ordered.addFirst(first);
        return ordered;
    }

    private List<Found> search() {
        List<Found> here = calendarsIn(account.url());
        if (!here.isEmpty()) {
            return here;
        }
        Optional<URI> principal = principal(account.url());
        if (principal.isEmpty()) {
            principal = principal(account.url().resolve("/.well-known/caldav"));
        }
        return principal
                .flatMap(person -> link(person, DavReply.CALDAV, "calendar-home-set"))
                .map(this::calendarsIn)
                .orElse(List.of());
    }

    private Optional<URI> principal(URI place) {
        return link(place, DavReply.DAV, "current-user-principal");
    }

    private Optional<URI> link(URI place, String namespace, String name) {
        return client.properties(place, 0, WANTED).resources().stream()
                .flatMap(each -> each.link(namespace, name).stream())
                .findFirst();
    }

    /// The place itself if it is a calendar, else the calendars directly in it.
    private List<Found> calendarsIn(URI place) {
        return client.properties(place, 1, WANTED).resources().stream()
                .filter(DavDiscovery::holdsEvents)
                .map(each -> new Found(
                        slashed(each.place()),
                        each.text(DavReply.DAV, "displayname").orElse("").strip()))
                .toList();
    }

    private static boolean holdsEvents(DavReply.Resource resource) {
        boolean calendar = resource.property(DavReply.DAV, "resourcetype")
                .filter(type ->
                        type.getElementsByTagNameNS(DavReply.CALDAV, "calendar").getLength() > 0)
                .isPresent();
        Optional<Element> kinds = resource.property(DavReply.CALDAV, "supported-calendar-component-set");
        return calendar && kinds.map(DavDiscovery::namesEvents).orElse(true);
    }

    private static boolean namesEvents(Element kinds) {
        var components = kinds.getElementsByTagNameNS(DavReply.CALDAV, "comp");
        for (int i = 0; i < components.getLength(); i++) {
            if (((Element) components.item(i)).getAttribute("name").equalsIgnoreCase("VEVENT")) {
                return true;
            }
        }
        return components.getLength() == 0;
    }

    private static URI slashed(URI place) {
        return place.toString().endsWith("/") ? place : URI.create(place + "/");
    }
}
