package dev.errand.os.calendar;

import dev.errand.os.dav.DavConnection;

/// The person's calendar server.
public final class CalendarConnection extends DavConnection {
    public CalendarConnection() {
        super(ServerCalendar.SERVICE, "the calendar is the device's own");
    }
}
