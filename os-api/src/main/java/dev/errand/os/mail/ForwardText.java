package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom to forward to, and what to say above the forwarded text.
public record ForwardText(
        @Param(mark = Mark.DESTINATION) List<Address> to,

        @Nullable @Param(value = "plain text above the forwarded mail", mark = Mark.CONTENT)
        String body) {}
