package dev.errand.os.contacts;

import dev.errand.os.dav.DavAccount;
import dev.errand.os.dav.DavCollections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The cards in the address books of a server. Which there are is asked each time; those that are as they were are
/// not fetched again.
///
/// @param key  of the account
/// @param seen as they were when somebody last looked, before this was made
record ServerCards(Path cache, String key, SeenCards seen) {
    static final String ENDING = ".vcf";

    static ServerCards of(DavAccount account, Path cache) {
        return new ServerCards(cache, account.key(), SeenCards.read(cache, account.key()));
    }

    List<Card> now(DavCollections collections) {
        Map<String, String> states = new HashMap<>();
        Map<String, List<DavCollections.Item>> items = new HashMap<>();
        List<Card> cards = new ArrayList<>();
        for (DavCollections.Collection collection : collections.all()) {
            List<DavCollections.Item> now = seen.refreshed(collection, collections);
            states.put(collection.place(), collection.state());
            items.put(collection.place(), now);
            now.forEach(item -> cards.addAll(cards(item)));
        }
        SeenCards fresh = new SeenCards(states, items);
        if (!fresh.equals(seen)) {
            fresh.write(cache, key);
        }
        return cards;
    }

    /// Those that were there when somebody last looked.
    List<Card> before() {
        return seen.all().stream().flatMap(item -> cards(item).stream()).toList();
    }

    private static List<Card> cards(DavCollections.Item item) {
        String name = item.place().substring(item.place().lastIndexOf('/') + 1);
        String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return Card.in(item.place(), item.version(), stem, item.text());
    }
}
