package dev.errand.os.messages;

import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// A message that was sent.
public record SentMessage(
        @Nullable String id,
        @Param(mark = Mark.DESTINATION) String to,
        @Param("matrix or sms") String by,
        @Param("new or existing") String conversation) {}
