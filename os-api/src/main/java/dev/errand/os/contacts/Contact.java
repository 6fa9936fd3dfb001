package dev.errand.os.contacts;

import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person or an organisation in the address book.
public record Contact(
        String id,
        String name,
        @Param("preferred one first") List<String> emails,
        @Param("preferred one first") List<String> phones,
        @Nullable String organization,
        List<String> categories,

        @Content @Nullable @Param("YYYY-MM-DD, or --MM-DD where the year is not known")
        String birthday,

        @Content @Nullable @Param("on one line") String address,

        @Param("what the person also calls it") List<String> nicknames,

        @Nullable @Param("how well it fits, 0 to 1; only from find")
        Double score) {
    public Contact {
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
        categories = List.copyOf(categories);
        nicknames = List.copyOf(nicknames);
    }

    Contact scored(double fit) {
        return new Contact(id, name, emails, phones, organization, categories, birthday, address, nicknames, fit);
    }
}
