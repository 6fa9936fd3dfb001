/// Things to be reminded of: iCalendar to-dos, one file each.
@NullMarked
package dev.errand.os.reminders;

import org.jspecify.annotations.NullMarked;
