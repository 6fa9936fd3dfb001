package dev.errand.os.contacts;

import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a contact is to say from now on; what is absent stays as it is, an empty text or list removes.
///
/// Addresses, numbers and nicknames are marked as destinations: what is written here decides where later mail goes.
public record ContactDetails(
        @Nullable @Param(mark = Mark.TARGET) String name,

        @Nullable @Param(value = "replaces all; first one is preferred", mark = Mark.DESTINATION)
        List<String> emails,

        @Nullable @Param(value = "replaces all", mark = Mark.DESTINATION)
        List<String> phones,

        @Nullable @Param(mark = Mark.CONTENT) String organization,

        @Nullable @Param(value = "replaces all", mark = Mark.CONTENT)
        List<String> categories,

        @Nullable @Param(value = "YYYY-MM-DD or --MM-DD", mark = Mark.CONTENT)
        String birthday,

        @Nullable @Param(value = "on one line", mark = Mark.CONTENT)
        String address,

        @Nullable @Param(value = "replaces all", mark = Mark.DESTINATION)
        List<String> nicknames) {}
