package dev.errand.os.calendar;

import dev.errand.os.dav.DavAccount;
import dev.errand.os.dav.DavObjects;
import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import java.nio.file.Path;
import java.util.Optional;

/// The person's calendar server.
public final class CalendarConnection implements Connection {
    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public Optional<String> configured(Settings settings) {
        return DavAccount.isConnected(ServerCalendar.SERVICE, settings)
                ? Optional.of(
                        DavAccount.of(ServerCalendar.SERVICE, settings).url().getHost())
                : Optional.empty();
    }

    @Override
    public String otherwise() {
        return "the calendar is the device's own";
    }

    @Override
    public String command() {
        return "errand setup calendar";
    }

    /// Looks for the calendars that new events could go to.
    @Override
    public void check(Settings settings, Path cache) {
        DavObjects.requireCollections(DavAccount.of(ServerCalendar.SERVICE, settings));
    }
}
