/// The text format that vCard (RFC 6350) and iCalendar (RFC 5545) share: folded lines, properties with parameters,
/// components inside components. Knows no meaning of any of them.
@NullMarked
package dev.errand.os.vobject;

import org.jspecify.annotations.NullMarked;
