package dev.errand.os.calendar;

import dev.errand.os.spi.Keyed;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An event as an argument: its id, or an Event that was found. Of an event that repeats an id means one time of it;
/// what stands before the last `#` alone means all.
@Keyed(kind = "event", members = "id")
public record EventRef(String id) {
    private static final Pattern ONE_TIME = Pattern.compile("(.+)#(\\d{8}(?:T\\d{6})?)", Pattern.DOTALL);

    static String id(String uid, String time) {
        return uid + "#" + time;
    }

    String uid() {
        Matcher one = ONE_TIME.matcher(id);
        return one.matches() ? one.group(1) : id;
    }

    /// Which time of it, as [Stamp#written].
    Optional<String> time() {
        Matcher one = ONE_TIME.matcher(id);
        return one.matches() ? Optional.of(one.group(2)) : Optional.empty();
    }
}
