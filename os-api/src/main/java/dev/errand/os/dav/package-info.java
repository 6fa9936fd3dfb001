/// A WebDAV server with collections of small files (RFC 4918), and what CalDAV and CardDAV have in common: accounts,
/// discovery, changes that only go through if nobody else changed the same, and taking them back.
///
/// A [DavService] says what is kept there. `DavCollections` reads and `DavObjects` changes; `DavDiscovery` finds
/// the collections, `DavClient` speaks with the server, `Trace` notes what a step did. Knows neither events nor
/// contacts.
@NullMarked
package dev.errand.os.dav;

import org.jspecify.annotations.NullMarked;
