package dev.errand.os.contacts;

import dev.errand.os.dav.DavConnection;

/// The person's server of contacts.
public final class ContactsConnection extends DavConnection {
    public ContactsConnection() {
        super(ServerBook.SERVICE, "contacts are the device's own");
    }
}
