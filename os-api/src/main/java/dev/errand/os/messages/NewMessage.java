package dev.errand.os.messages;

import dev.errand.os.operation.Mark;
import dev.errand.os.phone.PhoneRef;
import dev.errand.os.spi.Param;

/// A message to be sent.
public record NewMessage(
        @Param(value = "number, @user:server, or Contact", mark = Mark.DESTINATION)
        PhoneRef to,

        @Param(mark = Mark.CONTENT) String text) {}
