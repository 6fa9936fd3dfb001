package dev.errand.os.dav;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import java.net.URI;
import java.util.Optional;

/// Changes the things that a server keeps in the collections of one account.
///
/// A new thing lies at an address made from the step's id and is only written where nothing lies yet; changes only go
/// through if the thing is as it was found. What a step needs to be taken back is noted on the device.
///
/// Failures are [DeviceFailure]s. For one step, by one thread.
public final class DavObjects {
    private final DavService service;
    private final StepContext context;
    private final DavClient client;
    private final DavCollections collections;
    private final BegunSteps begun;

    public DavObjects(DavAccount account, StepContext context) {
        this.service = account.service();
        this.context = context;
        this.client = new DavClient(account);
        this.collections = new DavCollections(client, account);
        this.begun = new BegunSteps(service, context);
    }

    /// What there is.
    public DavCollections collections() {
        return collections;
    }

    /// Keeps a new thing; if this step has done so before, nothing changes.
    ///
    /// @param name made from the step's id: nobody else comes to that address
    public void create(String name, String text) {
        URI place = collections.forNewThings().resolve(name);
        DavReply reply = client.put(place, "If-None-Match", "*", text);
        if (reply.status() != 412 && reply.status() / 100 != 2) {
            throw unexpected(reply);
        }
        note(new Trace(place.toString(), version(reply), ""));
    }

    /// Keeps a changed thing.
    ///
    /// @throws DeviceFailure (conflict) if it is no longer as it was found; it is left alone then
    public void replace(DavCollections.Item item, String text) {
        String version = requireVersion(item);
        begun.note();
        DavReply reply = client.put(URI.create(item.place()), "If-Match", version, text);
        if (reply.status() / 100 != 2) {
            begun.forget();
            throw reply.status() == 412 ? changedMeanwhile() : unexpected(reply);
        }
        note(new Trace(item.place(), version(reply), item.text()));
    }

    /// Takes a thing away; one that has gone already is no failure.
    ///
    /// @throws DeviceFailure (conflict) if it is no longer as it was found; it is left alone then
    public void remove(DavCollections.Item item) {
        String version = requireVersion(item);
        begun.note();
        DavReply reply = client.delete(URI.create(item.place()), version);
        if (reply.status() == 412) {
            begun.forget();
            throw changedMeanwhile();
        }
        note(new Trace(item.place(), "", item.text()));
    }

    /// Whether this very step set out to change or take away something before, and a crash kept it from saying so.
    public boolean hasBegun() {
        return begun.isNoted();
    }

    private String requireVersion(DavCollections.Item item) {
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
