package dev.errand.os.dav;

import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import java.nio.file.Path;
import java.util.Optional;

/// The person's server of one kind of thing. Immutable.
public abstract class DavConnection implements Connection {
    private final DavService service;
    private final String otherwise;

    /// @param otherwise what works in its stead, for a person
    protected DavConnection(DavService service, String otherwise) {
        this.service = service;
        this.otherwise = otherwise;
    }

    @Override
    public String name() {
        return service.table();
    }

    @Override
    public Optional<String> configured(Settings settings) {
        return DavAccount.isConnected(service, settings)
                ? Optional.of(DavAccount.of(service, settings).url().getHost())
                : Optional.empty();
    }

    @Override
    public String otherwise() {
        return otherwise;
    }

    @Override
    public String command() {
        return "errand setup " + name();
    }

    /// Looks for the collections that new things could go to.
    @Override
    public void check(Settings settings, Path cache) {
        DavAccount account = DavAccount.of(service, settings);
        new DavDiscovery(new DavClient(account), account).collections();
    }
}
