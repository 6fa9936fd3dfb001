package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.files.FileRef;
import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail that is not to be sent yet; all of it may still be missing.
public record NewDraft(
        @Nullable @Param(mark = Mark.DESTINATION) List<Address> to,
        @Nullable @Param(mark = Mark.DESTINATION) List<Address> cc,
        @Nullable @Param(mark = Mark.DESTINATION) List<Address> bcc,
        @Nullable @Param(mark = Mark.CONTENT) String subject,

        @Nullable @Param(value = "plain text", mark = Mark.CONTENT)
        String body,

        @Nullable @Param(mark = Mark.CONTENT) List<FileRef> attachments) {}
