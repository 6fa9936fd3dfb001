package dev.errand.os.calendar;

import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import java.util.Optional;

/// The person's calendar server.
public final class CalendarConnection implements Connection {
    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public Optional<String> configured(Settings settings) {
        return settings.text(DavAccount.URL)
                .map(_ -> DavAccount.of(settings).url().getHost());
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
    public void check(Settings settings) {
        DavAccount account = DavAccount.of(settings);
        new DavDiscovery(new DavClient(account), account).calendars();
    }
}
