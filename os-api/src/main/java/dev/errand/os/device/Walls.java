package dev.errand.os.device;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where skills may not go although it lies in an area: what is Errand's own, and the folders that the person keeps
/// from them. Everything is asked twice, for the path as it was written and for what it really is. Immutable.
///
/// @param own    real paths of what is Errand's own
/// @param rights for the area `files`
record Walls(Set<Path> own, FolderRights rights) {
    static final Walls NONE = new Walls(Set.of(), FolderRights.ALL);

    Walls {
        own = Set.copyOf(own);
    }

    /// @param home  absolute
    /// @param areas roots of areas that do not lie in the home
    static Walls of(Path home, Map<String, Path> areas, Settings settings) {
        Set<Path> own = new HashSet<>();
        own.add(DiskStorage.real(home.resolve("state")));
        settings.guarded()
                .forEach(path -> own.add(DiskStorage.real(path.toAbsolutePath().normalize())));
        Path realHome = DiskStorage.real(home);
        boolean around = areas.values().stream().anyMatch(root -> realHome.startsWith(DiskStorage.real(root)));
        if (around) {
            own.add(realHome);
        }
        Path files = areas.getOrDefault(FolderRights.AREA, home.resolve(FolderRights.AREA));
        return new Walls(own, FolderRights.of(settings, files.normalize()));
    }

    private static boolean isFiles(String path) {
        return StoragePath.area(path).equals(FolderRights.AREA);
    }

    /// @param realRoot of the area: an area may itself lie in what the others must not reach
    /// @throws DeviceFailure (invalid) if the place is Errand's own
    void requireOutside(String path, Path real, Path realRoot) {
        if (isOwn(real, realRoot)) {
            throw ownPlace(path);
        }
    }

    private boolean isOwn(Path real, Path realRoot) {
        return own.stream().anyMatch(each -> real.startsWith(each) && !realRoot.startsWith(each));
    }

    /// @throws DeviceFailure (invalid) if something of Errand's own is below the place
    void requireNothingOfErrandIn(String path, Path real) {
        if (own.stream().anyMatch(each -> each.startsWith(real))) {
            throw ownPlace(path);
        }
    }

    private static DeviceFailure ownPlace(String path) {
        return DeviceFailure.invalid(
                "\"" + StoragePath.relative(path) + "\" holds what Errand itself keeps: no skill may use it.",
                "Use the commands of errand for that, such as errand config.");
    }

    /// @param real where it really lies
    boolean shows(String path, Path real, Path realRoot) {
        return !isOwn(real, realRoot) && (!isFiles(path) || rights.shows(path));
    }

    void requireShown(String path, String realPath) {
        if (isFiles(path)) {
            rights.requireShown(path);
            rights.requireShown(realPath);
        }
    }

    void requireChangeable(String path, String realPath) {
        if (isFiles(path)) {
            rights.requireChangeable(path);
            rights.requireChangeable(realPath);
        }
    }

    void requireTreeChangeable(String path, String realPath) {
        if (isFiles(path)) {
            rights.requireTreeChangeable(path);
            rights.requireTreeChangeable(realPath);
        }
    }
}
