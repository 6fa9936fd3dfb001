package dev.errand.os.reminders;

import dev.errand.os.operation.Mark;
import dev.errand.os.operation.When;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// A reminder to be made.
public record NewReminder(
        @Param(mark = Mark.CONTENT) String text, @Nullable When at) {}
