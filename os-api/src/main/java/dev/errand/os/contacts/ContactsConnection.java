package dev.errand.os.contacts;

import dev.errand.os.dav.DavAccount;
import dev.errand.os.dav.DavObjects;
import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import java.nio.file.Path;
import java.util.Optional;

/// The person's server of contacts.
public final class ContactsConnection implements Connection {
    @Override
    public String name() {
        return "contacts";
    }

    @Override
    public Optional<String> configured(Settings settings) {
        return DavAccount.isConnected(ServerBook.SERVICE, settings)
                ? Optional.of(DavAccount.of(ServerBook.SERVICE, settings).url().getHost())
                : Optional.empty();
    }

    @Override
    public String otherwise() {
        return "contacts are the device's own";
    }

    @Override
    public String command() {
        return "errand setup contacts";
    }

    /// Looks for the address books that new contacts could go to.
    @Override
    public void check(Settings settings, Path cache) {
        DavObjects.requireCollections(DavAccount.of(ServerBook.SERVICE, settings));
    }
}
