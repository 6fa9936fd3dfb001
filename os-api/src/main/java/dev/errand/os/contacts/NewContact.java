package dev.errand.os.contacts;

import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a new contact.
public record NewContact(
        @Param(mark = Mark.TARGET) String name,
        @Nullable @Param(mark = Mark.DESTINATION) List<String> emails,
        @Nullable @Param(mark = Mark.DESTINATION) List<String> phones,
        @Nullable @Param(mark = Mark.CONTENT) String organization,
        @Nullable @Param(mark = Mark.CONTENT) List<String> categories,

        @Nullable @Param(value = "YYYY-MM-DD or --MM-DD", mark = Mark.CONTENT)
        String birthday,

        @Nullable @Param(value = "on one line", mark = Mark.CONTENT)
        String address,

        @Nullable @Param(mark = Mark.DESTINATION) List<String> nicknames) {
    ContactDetails details() {
        return new ContactDetails(name, emails, phones, organization, categories, birthday, address, nicknames);
    }
}
