package dev.errand.runtime.policy;

import dev.errand.os.contacts.Address;
import dev.errand.os.contacts.Contact;
import dev.errand.runtime.policy.Rule.Affiliation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whom addresses belong to. The address book is read when the first one is looked up. For one thread at a time.
public final class People {
    private final Supplier<Map<String, Affiliation>> reader;
    private @Nullable Map<String, Affiliation> known;

    private People(Supplier<Map<String, Affiliation>> reader) {
        this.reader = reader;
    }

    /// @param book the device's contacts; asked when they are first needed
    public static People of(Supplier<List<Contact>> book) {
        return new People(() -> read(book.get()));
    }

    static People of(Map<String, Affiliation> contacts) {
        return new People(() -> {
            Map<String, Affiliation> byAddress = new HashMap<>();
            contacts.forEach((address, affiliation) -> byAddress.put(normal(address), affiliation));
            return byAddress;
        });
    }

    private static Map<String, Affiliation> read(List<Contact> book) {
        Map<String, Affiliation> byAddress = new HashMap<>();
        for (Contact contact : book) {
            String organization = contact.organization();
            Affiliation own = new Affiliation(
                    Set.copyOf(contact.categories()), organization == null ? Set.of() : Set.of(organization));
            contact.emails().forEach(each -> byAddress.merge(normal(each), own, People::both));
            contact.phones().forEach(each -> byAddress.merge(normal(each), own, People::both));
        }
        return byAddress;
    }

    private static Affiliation both(Affiliation one, Affiliation other) {
        Set<String> groups = new HashSet<>(one.groups());
        groups.addAll(other.groups());
        Set<String> organizations = new HashSet<>(one.organizations());
        organizations.addAll(other.organizations());
        return new Affiliation(groups, organizations);
    }

    /// What an address belongs to: nothing if nobody in the address book has it.
    Affiliation at(String address) {
        Map<String, Affiliation> contacts = known;
        if (contacts == null) {
            contacts = reader.get();
            known = contacts;
        }
        return contacts.getOrDefault(normal(address), Affiliation.NONE);
    }

    /// The address alone in small letters; of a phone number its digits.
    static String normal(String address) {
        String email = new Address(address).email();
        return email.indexOf('@') >= 0 ? email.toLowerCase(Locale.ROOT) : email.replaceAll("[\\s()./-]", "");
    }
}
