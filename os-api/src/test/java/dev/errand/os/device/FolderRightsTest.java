package dev.errand.os.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderRightsTest {
    private static final byte[] TEXT = {'x'};

    @TempDir
    Path home;

    private final Map<String, List<String>> settings = new HashMap<>();
    private final Set<Path> guarded = new java.util.HashSet<>();

    private final class Given implements Settings {
        @Override
        public Optional<String> text(String key) {
            return texts(key).stream().findFirst();
        }

        @Override
        public List<String> texts(String key) {
            return settings.getOrDefault(key, List.of());
        }

        @Override
        public Set<String> names(String table) {
            return settings.keySet().stream()
                    .filter(key -> key.startsWith(table + "."))
                    .map(key -> key.substring(table.length() + 1))
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<Path> guarded() {
            return guarded;
        }
    }

    @BeforeEach
    void someFiles() throws IOException {
        for (String place : List.of(
                "files/Documents/letter.txt",
                "files/Documents/Private/diary.txt",
                "files/Documents/PrivateNot/open.txt",
                "files/Pictures/a.png",
                "files/top.txt")) {
            Files.createDirectories(home.resolve(place).getParent());
            Files.write(home.resolve(place), TEXT);
        }
    }

    private DiskStorage storage() {
        return Device.at(home, new Given()).storage();
    }

    private static List<String> names(Storage storage, String folder) {
        return storage.list(folder).stream().map(Storage.Entry::name).toList();
    }

    private static void refused(String setting, org.junit.jupiter.api.function.Executable deed) {
        DeviceFailure failure = assertThrows(DeviceFailure.class, deed);
        assertEquals(DeviceFailure.Kind.INVALID, failure.kind());
        assertTrue(failure.getMessage().contains(setting), failure.getMessage());
    }

    @Test
    void allowEverythingWhereNothingIsSaid() {
        assertEquals(List.of("Documents", "Pictures", "top.txt"), names(storage(), "files"));
        storage().write("files/Documents/Private/diary.txt", TEXT);
    }

    @Test
    void hideAFolderFromListsAndRefuseItByName() {
        settings.put("permissions.files.hidden", List.of("Documents/Private"));
        DiskStorage storage = storage();
        assertEquals(List.of("PrivateNot", "letter.txt"), names(storage, "files/Documents"));
        assertFalse(
                storage.walk("files").stream().anyMatch(entry -> entry.path().contains("diary")));
        refused("permissions.files.hidden", () -> storage.open("files/Documents/Private/diary.txt"));
        refused("permissions.files.hidden", () -> storage.entry("files/Documents/Private/nothing.txt"));
        refused("permissions.files.hidden", () -> storage.list("files/Documents/Private"));
        refused("permissions.files.hidden", () -> storage.write("files/Documents/Private/new.txt", TEXT));
    }

    @Test
    void keepAHiddenFolderFromBeingTakenAwayWithTheOneAroundIt() {
        settings.put("permissions.files.hidden", List.of("Documents/Private"));
        Draft draft = new Draft(storage(), () -> Instant.EPOCH);
        for (Storage each : List.of(storage(), draft)) {
            refused("permissions.files.hidden", () -> each.delete("files/Documents"));
            refused("permissions.files.hidden", () -> each.move("files/Documents", "files/Elsewhere"));
        }
        assertTrue(Files.exists(home.resolve("files/Documents/Private/diary.txt")));
    }

    @Test
    void showOnlyWhatMayBeReadAndTheWayThere() {
        settings.put("permissions.files.read", List.of("Documents/Private"));
        DiskStorage storage = storage();
        assertEquals(List.of("Documents"), names(storage, "files"));
        assertEquals(List.of("Private"), names(storage, "files/Documents"));
        assertEquals("x", storage.readText("files/Documents/Private/diary.txt"));
        refused("permissions.files.read", () -> storage.open("files/top.txt"));
        refused("permissions.files.read", () -> storage.write("files/Documents/new.txt", TEXT));
        storage.write("files/Documents/Private/new.txt", TEXT);
    }

    @Test
    void changeOnlyWhereThatIsAllowed() {
        settings.put("permissions.files.write", List.of("Documents"));
        DiskStorage storage = storage();
        assertEquals("x", storage.readText("files/Pictures/a.png"));
        refused("permissions.files.write", () -> storage.write("files/Pictures/a.png", TEXT));
        refused("permissions.files.write", () -> storage.delete("files/top.txt"));
        refused("permissions.files.write", () -> storage.move("files/Documents/letter.txt", "files/letter.txt"));
        refused("permissions.files.write", () -> storage.move("files/top.txt", "files/Documents/top.txt"));
        refused("permissions.files.write", () -> storage.makeFolder("files/New"));
        storage.move("files/Documents/letter.txt", "files/Documents/Private/letter.txt");
    }

    @Test
    void changeNothingWhereTheListIsEmpty() {
        settings.put("permissions.files.write", List.of());
        refused("permissions.files.write", () -> storage().write("files/top.txt", TEXT));
        assertEquals("x", storage().readText("files/top.txt"));
    }

    @Test
    void letWhatMayBeChangedBeRead() {
        settings.put("permissions.files.read", List.of("Pictures"));
        settings.put("permissions.files.write", List.of("Documents"));
        assertEquals(List.of("Documents", "Pictures"), names(storage(), "files"));
        refused("permissions.files.write", () -> storage().write("files/Pictures/b.png", TEXT));
    }

    @Test
    void refuseInAPreviewWhatTheRealThingWouldRefuse() {
        settings.put("permissions.files.write", List.of("Documents"));
        Draft draft = new Draft(storage(), () -> Instant.EPOCH);
        refused("permissions.files.write", () -> draft.write("files/new.txt", TEXT));
        refused("permissions.files.write", () -> draft.makeFolder("files/a/b"));
        refused("permissions.files.write", () -> draft.delete("files/Pictures"));
        draft.write("files/Documents/a/b.txt", TEXT);
    }

    @Test
    void followNoLinkToWhereNobodyMayLook() throws IOException {
        settings.put("permissions.files.hidden", List.of("Documents/Private"));
        Files.createSymbolicLink(home.resolve("files/Pictures/way"), home.resolve("files/Documents/Private"));
        Files.createSymbolicLink(
                home.resolve("files/Pictures/diary.txt"), home.resolve("files/Documents/Private/diary.txt"));
        DiskStorage storage = storage();
        assertEquals(List.of("a.png"), names(storage, "files/Pictures"));
        refused("permissions.files.hidden", () -> storage.open("files/Pictures/way/diary.txt"));
        refused("permissions.files.hidden", () -> storage.open("files/Pictures/diary.txt"));
        refused("permissions.files.hidden", () -> storage.write("files/Pictures/way/new.txt", TEXT));
        refused("permissions.files.hidden", () -> storage.write("files/Pictures/diary.txt", TEXT));
    }

    @Test
    void hideWhereAHiddenLinkLeads() throws IOException {
        Files.createSymbolicLink(home.resolve("files/secret"), home.resolve("files/Documents/Private"));
        settings.put("permissions.files.hidden", List.of("secret"));
        refused("permissions.files.hidden", () -> storage().open("files/Documents/Private/diary.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Documents/Private/diary.txt",
                "Documents/../Documents/Private/diary.txt",
                "/Documents//Private/./diary.txt",
                "Documents\\Private\\diary.txt",
                "Pictures/../Documents/Private",
                "./Documents/Private/"
            })
    void areNotTalkedRoundByThePath(String path) {
        settings.put("permissions.files.hidden", List.of("Documents/Private"));
        String place = StoragePath.in("files", path);
        refused("permissions.files.hidden", () -> storage().entry(place));
    }

    @Test
    void takeNamesForTheSameThatLookTheSame() throws IOException {
        Files.createDirectories(home.resolve("files/Bu\u0308ro"));
        settings.put("permissions.files.hidden", List.of("B\u00fcro"));
        assertFalse(names(storage(), "files").contains("Bu\u0308ro"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "Documents/../..", "/etc", "~", "a\0b"})
    void saySoWhereASettingNamesNoFolderOfTheFiles(String folder) {
        settings.put("permissions.files.hidden", List.of(folder));
        DeviceFailure failure = assertThrows(DeviceFailure.class, this::storage);
        assertEquals(DeviceFailure.Kind.NOT_CONFIGURED, failure.kind());
        assertTrue(failure.getMessage().contains("permissions.files.hidden"), failure.getMessage());
    }

    @Test
    void takeAFolderByItsWholePath() {
        settings.put(
                "permissions.files.hidden",
                List.of(home.resolve("files/Pictures").toString()));
        assertEquals(List.of("Documents", "top.txt"), names(storage(), "files"));
    }

    @Test
    void leaveOtherAreasAlone() {
        settings.put("permissions.files.read", List.of("Documents"));
        storage().write("notes/a.md", TEXT);
        assertEquals("x", storage().readText("notes/a.md"));
    }

    @Test
    void keepWhatIsErrandsOwnFromFilesThatLieAroundIt() throws IOException {
        Path errand = home.resolve("files/.local/share/errand");
        Path configuration = home.resolve("files/.config/errand");
        Files.createDirectories(errand.resolve("state"));
        Files.createDirectories(configuration.resolve("secrets"));
        Files.write(errand.resolve("state/journal.db"), TEXT);
        Files.write(configuration.resolve("secrets/mail"), TEXT);
        guarded.add(configuration.resolve("secrets"));
        guarded.add(configuration.resolve("skills"));
        settings.put("files.root", List.of(home.resolve("files").toString()));
        DiskStorage storage = Device.at(errand, new Given()).storage();
        assertEquals(List.of(), storage.list("files/.config/errand"));
        assertEquals(List.of(), storage.list("files/.local/share"));
        refused("what Errand itself keeps", () -> storage.open("files/.local/share/errand/state/journal.db"));
        refused("what Errand itself keeps", () -> storage.open("files/.config/errand/secrets/mail"));
        refused("what Errand itself keeps", () -> storage.write("files/.config/errand/skills/evil.jar", TEXT));
        refused("what Errand itself keeps", () -> storage.move("files/.config", "files/open"));
        refused("what Errand itself keeps", () -> storage.delete("files/.local"));
        storage.write("notes/a.md", TEXT);
        assertEquals("x", storage.readText("notes/a.md"));
    }
}
