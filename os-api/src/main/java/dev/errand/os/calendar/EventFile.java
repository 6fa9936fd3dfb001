package dev.errand.os.calendar;

import dev.errand.os.vobject.Component;
import java.util.List;

/// A calendar file as it was found.
///
/// @param place   its path on the device, or its address on the server
/// @param version the server's mark of this state of it; empty on the device
record EventFile(String place, String version, String text) {
    List<Component> calendars() {
        return Component.parse(text).stream()
                .filter(each -> each.name().equals("VCALENDAR"))
                .toList();
    }
}
