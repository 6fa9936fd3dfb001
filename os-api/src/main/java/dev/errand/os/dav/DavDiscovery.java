package dev.errand.os.dav;

import dev.errand.os.device.DeviceFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the collections of an account from any address near them: a collection, a folder of collections, the
/// person's page, or the server (RFC 5397, RFC 6764; RFC 4791 section 6.2.1, RFC 6352 section 7.1.1).
record DavDiscovery(DavClient client, DavAccount account) {
    private static final String WANTED =
            "<d:resourcetype/><d:displayname/><d:current-user-principal/><d:sync-token/><s:getctag/>";

    /// @param place ends with a slash
    /// @param state changes with every change in the collection; empty if the server names none
    record Found(URI place, String name, String state) {}

    private DavService service() {
        return account.service();
    }

    /// At least one; the one that new things go to comes first.
    List<Found> collections() {
        List<Found> found = search();
        Optional<String> wanted = account.name();
        if (found.isEmpty()) {
            throw DeviceFailure.notConfigured(
                    "There is no " + service().noun() + " at " + account.url() + ".",
                    "Set " + service().setting("url") + " to the address that your server names for "
                            + service().protocol() + ".");
        }
        if (wanted.isEmpty()) {
            return found;
        }
        Found first = found.stream()
                .filter(each -> each.name().equalsIgnoreCase(wanted.get().strip()))
                .findFirst()
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "The server has no " + service().noun() + " called \"" + wanted.get() + "\"; it has "
                                + String.join(
                                        ", ", found.stream().map(Found::name).toList()) + ".",
                        "Set " + service().setting("name") + " to one of them."));
        List<Found> ordered = new ArrayList<>(found);
        ordered.remove(first);
        ordered.addFirst(first);
        return ordered;
    }

    /// What is configured may be a collection of many thousand things, so its content is not asked for first.
    private List<Found> search() {
        DavReply here = ask(account.url(), 0);
        List<Found> found = collections(here);
        if (found.isEmpty()) {
            found = collections(ask(account.url(), 1));
        }
        if (!found.isEmpty()) {
            return found;
        }
        Optional<URI> principal = link(here, DavReply.DAV, "current-user-principal");
        if (principal.isEmpty()) {
            URI wellKnown =
                    account.url().resolve("/.well-known/" + service().protocol().toLowerCase(Locale.ROOT));
            principal = link(ask(wellKnown, 0), DavReply.DAV, "current-user-principal");
        }
        return principal
                .flatMap(person ->
                        link(ask(person, 0), service().namespace(), service().homeSet()))
                .map(home -> collections(ask(home, 1)))
                .orElse(List.of());
    }

    private DavReply ask(URI place, int depth) {
        return client.properties(
                place,
                depth,
                WANTED + "<c:" + service().homeSet() + "/>" + service().more());
    }

    private static Optional<URI> link(DavReply reply, String namespace, String name) {
        return reply.resources().stream()
                .flatMap(each -> each.link(namespace, name).stream())
                .findFirst();
    }

    private List<Found> collections(DavReply reply) {
        return reply.resources().stream()
                .filter(this::isWanted)
                .map(each -> new Found(
                        slashed(each.place()),
                        each.text(DavReply.DAV, "displayname").orElse("").strip(),
                        each.text(DavReply.DAV, "sync-token")
                                .or(() -> each.text(DavReply.CALENDAR_SERVER, "getctag"))
                                .orElse("")
                                .strip()))
                .toList();
    }

    private boolean isWanted(DavReply.Resource resource) {
        return resource.property(DavReply.DAV, "resourcetype")
                        .filter(type -> type.getElementsByTagNameNS(
                                                service().namespace(), service().collection())
                                        .getLength()
                                > 0)
                        .isPresent()
                && service().fits().test(resource);
    }

    private static URI slashed(URI place) {
        return place.toString().endsWith("/") ? place : URI.create(place + "/");
    }
}
