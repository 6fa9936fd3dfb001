package dev.errand.os.dav;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The things that a server keeps in the collections of one account.
///
/// A new thing lies at an address made from the step's id and is only written where nothing lies yet; changes only go
/// through if the thing is as it was found. What a step needs to be taken back is noted on the device.
///
/// Failures are [DeviceFailure]s. For one step, by one thread.
public final class DavObjects {
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
    private final StepContext context;
    private final DavClient client;
    private final DavDiscovery discovery;
    private final List<DavDiscovery.Found> collections = new ArrayList<>();

    public DavObjects(DavAccount account, StepContext context) {
        this.service = account.service();
        this.context = context;
        this.client = new DavClient(account);
        this.discovery = new DavDiscovery(client, account);
    }

    private List<DavDiscovery.Found> found() {
        if (collections.isEmpty()) {
            collections.addAll(discovery.collections());
        }
        return collections;
    }

    /// At least one; new things go to the first.
    public List<Collection> collections() {
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

    /// Keeps a new thing; if this step has done so before, nothing changes.
    ///
    /// @param name made from the step's id: nobody else comes to that address
    public void create(String name, String text) {
        URI place = found().getFirst().place().resolve(name);
        DavReply reply = client.put(place, "If-None-Match", "*", text);
        if (reply.status() != 412 && reply.status() / 100 != 2) {
            throw unexpected(reply);
        }
        note(new Trace(place.toString(), version(reply), ""));
    }

    /// Keeps a changed thing.
    ///
    /// @throws DeviceFailure (conflict) if it is no longer as it was found; it is left alone then
    public void replace(Item item, String text) {
        DavReply reply = client.put(URI.create(item.place()), "If-Match", requireVersion(item), text);
        if (reply.status() / 100 != 2) {
            throw reply.status() == 412 ? changedMeanwhile() : unexpected(reply);
        }
        note(new Trace(item.place(), version(reply), item.text()));
    }

    /// Takes a thing away; one that has gone already is no failure.
    ///
    /// @throws DeviceFailure (conflict) if it is no longer as it was found; it is left alone then
    public void remove(Item item) {
        DavReply reply = client.delete(URI.create(item.place()), requireVersion(item));
        if (reply.status() == 412) {
            throw changedMeanwhile();
        }
        note(new Trace(item.place(), "", item.text()));
    }

    private String requireVersion(Item item) {
        if (item.version().isEmpty()) {
            throw DeviceFailure.unreachable(
                    "The " + service.noun() + " server does not say which state of the " + service.thing()
                            + " it gave.",
                    "Change it in another program: here a change of somebody else could be lost.");
        }
        return item.version();
    }

    /// What the server calls the state that was just written; some only say when asked.
    private String version(DavReply written) {
        return written.status() != 412 && !written.etag().isEmpty()
                ? written.etag()
                : client.get(written.place()).etag();
    }

    private void note(Trace trace) {
        trace.write(service, context);
    }

    /// Takes back what the step did.
    ///
    /// @throws DeviceFailure (conflict) if the thing is no longer as the step left it; nothing is touched then
    public void undo() {
        Optional<Trace> found = Trace.read(service, context);
        if (found.isEmpty()) {
            throw DeviceFailure.conflict(
                    "What the " + service.thing() + " was before is not known any more.",
                    "Change it at the server itself.");
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

    private DeviceFailure changedMeanwhile() {
        return DeviceFailure.conflict(
                "The " + service.thing() + " has been changed by somebody else in the meantime.",
                "Look at it and decide; it was left as it is.");
    }

    private DeviceFailure unexpected(DavReply reply) {
        return DeviceFailure.unreachable(
                "The " + service.noun() + " server did not take the " + service.thing() + ": status " + reply.status()
                        + ".",
                "Check that the " + service.noun() + " still exists and that " + service.setting("url")
                        + " leads to it.");
    }
}
