package dev.errand.os.messages;

import dev.errand.os.phone.PhoneRef;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// Which messages are looked for; without both, the newest.
public record MessageQuery(
        @Nullable @Param("words in it") String text,

        @Nullable @Param("whom it is from or to") PhoneRef with) {}
