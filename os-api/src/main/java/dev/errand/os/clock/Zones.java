package dev.errand.os.clock;

import dev.errand.os.device.DeviceFailure;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;

/// Time zones by what people call them: the city that stands for a zone in the tz database, or the zone's own name.
final class Zones {
    private Zones() {}

    /// @throws DeviceFailure if no zone is called so
    static ZoneId of(String name) {
        String wanted = plain(name);
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> plain(id).equals(wanted)
                        || plain(id.substring(id.lastIndexOf('/') + 1)).equals(wanted))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(ZoneId::of)
                .orElseThrow(() -> DeviceFailure.invalid(
                        "No time zone goes by \"" + name + "\".",
                        "Name the largest city of that zone, or the zone itself, such as Asia/Tokyo."));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('_', ' ')
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
