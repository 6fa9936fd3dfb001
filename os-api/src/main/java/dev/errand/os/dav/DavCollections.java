package dev.errand.os.dav;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// The collections of one account at a server, and the things in them as they are now. They are looked for once.
///
/// Failures are [dev.errand.os.device.DeviceFailure]s. For one thread.
public final class DavCollections {
    /// Servers are asked for so many things at once.
    private static final int TOGETHER = 100;

    /// A thing as it was found.
    ///
    /// @param place   its address
    /// @param version the server's mark of this state of it
    public record Item(String place, String version, String text) {}

    /// @param state changes with every change in the collection; empty if the server names none
    public record Collection(String place, String state) {}

    private final DavService service;
    private final DavClient client;
    private final DavDiscovery discovery;
    private final List<DavDiscovery.Found> found = new ArrayList<>();

    DavCollections(DavClient client, DavAccount account) {
        this.service = account.service();
        this.client = client;
        this.discovery = new DavDiscovery(client, account);
    }

    public static DavCollections of(DavAccount account) {
        return new DavCollections(new DavClient(account), account);
    }

    private List<DavDiscovery.Found> found() {
        if (found.isEmpty()) {
            found.addAll(discovery.collections());
        }
        return found;
    }

    URI forNewThings() {
        return found().getFirst().place();
    }

    /// At least one; new things go to the first.
    public List<Collection> all() {
        return found().stream()
                .map(each -> new Collection(each.place().toString(), each.state()))
                .toList();
    }

    /// What a question of the protocol finds in all collections.
    ///
    /// @param kind   the root of the question, such as `calendar-query`
    /// @param filter what follows the properties that are asked for, as XML with the prefix `c`
    public List<Item> query(String kind, String filter) {
        List<Item> items = new ArrayList<>();
        for (DavDiscovery.Found each : found()) {
            items.addAll(items(client.report(each.place(), "c:" + kind, wanted() + filter)));
        }
        return items;
    }

    /// What lies in a collection, without its text.
    public List<Item> list(Collection collection) {
        DavReply reply = client.properties(URI.create(collection.place()), 1, "<d:resourcetype/><d:getetag/>");
        return reply.resources().stream()
                .filter(each -> !each.place().toString().endsWith("/"))
                .flatMap(each -> each.text(DavReply.DAV, "getetag").stream()
                        .map(version -> new Item(each.place().toString(), version.strip(), "")))
                .toList();
    }

    /// Things of a collection with their texts; those that are gone by now are left out.
    public List<Item> read(Collection collection, List<String> places) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < places.size(); i += TOGETHER) {
            StringBuilder hrefs = new StringBuilder(wanted());
            for (String place : places.subList(i, Math.min(places.size(), i + TOGETHER))) {
                hrefs.append("<d:href>")
                        .append(escaped(URI.create(place).getRawPath()))
                        .append("</d:href>");
            }
            items.addAll(items(client.report(
                    URI.create(collection.place()), "c:" + service.collection() + "-multiget", hrefs.toString())));
        }
        return items;
    }

    private String wanted() {
        return "<d:prop><d:getetag/><c:" + data() + "/></d:prop>";
    }

    private String data() {
        return service.collection().equals("addressbook") ? "address-data" : service.collection() + "-data";
    }

    /// A text as XML holds it.
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// XML has turned the line ends of the files into others; theirs are always the same.
    private List<Item> items(DavReply reply) {
        return reply.resources().stream()
                .flatMap(each -> each.text(service.namespace(), data()).stream()
                        .map(text -> new Item(
                                each.place().toString(),
                                each.text(DavReply.DAV, "getetag").orElse("").strip(),
                                text.replaceAll("\\R", "\r\n"))))
                .toList();
    }
}
