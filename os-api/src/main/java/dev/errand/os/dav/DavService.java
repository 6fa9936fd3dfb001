package dev.errand.os.dav;

import java.util.function.Predicate;

/// What a server keeps: how the person calls it, and how the protocol does.
///
/// @param table      of the settings, such as `calendar`
/// @param noun       of the server in messages, such as `calendar`
/// @param thing      that is kept, such as `event`
/// @param protocol   such as `CalDAV`; in lower case its name under `.well-known`
/// @param namespace  of its XML
/// @param collection the resource type of a collection of such things
/// @param homeSet    the property of a person that names where the collections are
/// @param mediaType  of a thing
/// @param more       properties to ask for besides, as XML with the prefix `c`
/// @param fits       whether a collection of that type is meant indeed
/// @param trash      the folder of the device that keeps notes of what steps did
public record DavService(
        String table,
        String noun,
        String thing,
        String protocol,
        String namespace,
        String collection,
        String homeSet,
        String mediaType,
        String more,
        Predicate<DavReply.Resource> fits,
        String trash) {
    String setting(String name) {
        return table + "." + name;
    }
}
