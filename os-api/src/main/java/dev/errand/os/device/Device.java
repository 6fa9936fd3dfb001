package dev.errand.os.device;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A device: where its data lies and what it has been told.
///
/// The home folder holds one folder an area (`files`, `contacts`, `mail`, …) and `state`, which is the runtime's. An
/// area
/// may lie elsewhere: `files.root = "/home/jane"` in the configuration moves the area `files`.
///
/// @param home     absolute
/// @param storage  the real data
/// @param objects  kept contents, for completing and undoing steps
/// @param cache    what can be computed again
public record Device(Path home, DiskStorage storage, ObjectStore objects, Path cache, Settings settings, Model model) {
    private static final List<String> AREAS_ELSEWHERE =
            List.of("files", "contacts", "mail", "calendar", "reminders", "notes", "lists");

    /// A device without a language model.
    public static Device at(Path home, Settings settings) {
        return at(home, settings, Model.notConfigured());
    }

    public static Device at(Path home, Settings settings, Model model) {
        Path absolute = home.toAbsolutePath().normalize();
        Map<String, Path> areas = new HashMap<>();
        for (String area : AREAS_ELSEWHERE) {
            settings.text(area + ".root").ifPresent(root -> areas.put(area, absolute.resolve(root)));
        }
        Path state = absolute.resolve("state");
        return new Device(
                absolute,
                new DiskStorage(absolute, areas, Walls.of(absolute, areas, settings)),
                new ObjectStore(state.resolve("objects")),
                state.resolve("cache"),
                settings,
                model);
    }
}
