package dev.errand.os.mail;

import dev.errand.os.files.FileRef;
import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to answer.
public record ReplyText(
        @Param(value = "plain text; nothing is quoted below it", mark = Mark.CONTENT)
        String body,

        @Nullable @Param(mark = Mark.CONTENT) List<FileRef> attachments,

        @Nullable @Param("to all its recipients, not only the sender")
        Boolean all) {}
