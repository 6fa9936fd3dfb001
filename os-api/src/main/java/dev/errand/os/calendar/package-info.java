/// The person's calendar: iCalendar files on the device, or a CalDAV server.
///
/// [CalendarSkill] is what guest code calls. `Agenda` reads events, whatever program wrote them, into occurrences; a
/// `EventStore` keeps the files, here or on the server. Knows nothing of runs, plans or policy.
@NullMarked
package dev.errand.os.calendar;

import org.jspecify.annotations.NullMarked;
