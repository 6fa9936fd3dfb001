package dev.errand.runtime.engine;

import dev.errand.os.device.Change;
import dev.errand.os.device.Changes;
import dev.errand.os.device.Device;
import dev.errand.os.device.Draft;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Model;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What effects change of the device's own data, before and after: what was changed where they were carried out, else
/// what they would change now, found out on a copy that nothing escapes from. For the person to look at; decides
/// nothing. Immutable; any thread.
public final class Differences {
    private static final long LONGEST = 200_000;
    private static final int MOST = 100;

    private final Device device;
    private final Catalogue catalogue;

    /// What becomes of a file.
    public enum Kind {
        CREATED,
        CHANGED,
        MOVED,
        REMOVED
    }

    /// A file on one side of the change.
    ///
    /// @param size in bytes
    /// @param text empty where it is no text, or a very long one
    public record Content(long size, Optional<String> text) {
        static Content of(byte[] bytes) {
            return new Content(bytes.length, text(bytes));
        }

        private static Optional<String> text(byte[] bytes) {
            if (bytes.length > LONGEST) {
                return Optional.empty();
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return Optional.of(text).filter(each -> each.indexOf('\0') < 0);
            } catch (CharacterCodingException e) {
                return Optional.empty(); // a picture, or the like
            }
        }
    }

    /// One file that is changed.
    ///
    /// @param path   as the person knows it
    /// @param from   where it lay before; empty unless it is moved
    /// @param before absent where there was none
    /// @param after  absent where there is none any more
    public record Difference(Kind kind, String path, String from, Optional<Content> before, Optional<Content> after) {}

    public Differences(Device device, Catalogue catalogue) {
        this.device = device;
        this.catalogue = catalogue;
    }

    /// By the numbers of the effects; those that change no data of the device are not in it, nor those that cannot be
    /// foreseen.
    public Map<Integer, List<Difference>> of(Run run) {
        Map<Integer, List<Difference>> differences = new LinkedHashMap<>();
        Storage view = device.storage();
        for (Run.Proposed each : run.proposals().stream().limit(MOST).toList()) {
            EffectProposed effect = each.effect();
            Optional<EffectStarted> started =
                    run.effectStarted(effect.step()).filter(done -> done.number() == effect.number());
            if (started.isPresent()) {
                note(effect, made(started.get().changes()), differences);
            } else if (!run.state().isTerminal() && !isRefused(effect)) {
                Draft after = new Draft(view, effect::clock);
                if (foresee(run, effect, after)) {
                    note(effect, foreseen(view, after), differences);
                    view = after;
                }
            }
        }
        return differences;
    }

    private static boolean isRefused(EffectProposed effect) {
        return effect.denied() != null || effect.settled() == Verdict.DENIED;
    }

    private static void note(
            EffectProposed effect, List<Difference> found, Map<Integer, List<Difference>> differences) {
        boolean isOfData = effect.effect() == EffectClass.WRITE || effect.effect() == EffectClass.DESTROY;
        if (isOfData && !found.isEmpty()) {
            differences.put(effect.number(), found);
        }
    }

    /// Does the work on the copy. No model is asked for somebody who looks.
    private boolean foresee(Run run, EffectProposed effect, Draft scratch) {
        Optional<Operation> operation =
                catalogue.operation(effect.operation()).filter(each -> each.recovery() == Recovery.JOURNALED);
        if (operation.isEmpty()) {
            return false;
        }
        StepContext context = new StepContext(
                Surroundings.stepId(run, effect.step()),
                effect.clock(),
                ZoneId.of(run.start().zone()),
                Locale.forLanguageTag(run.start().locale()),
                Surroundings.chanceOf(run, effect.step()),
                scratch,
                device.settings(),
                device.cache(),
                Model.notConfigured(),
                true,
                run.start().occasion().payload());
        try {
            operation.get().body().perform(effect.arguments(), context);
            return true;
        } catch (RuntimeException e) {
            return false; // it will fail, or is not what it was: then the card says so, and nothing is shown here
        }
    }

    private static List<Difference> foreseen(Storage before, Draft after) {
        List<String> files = after.touched().stream().limit(MOST).toList();
        Map<String, String> gone = new TreeMap<>();
        files.stream()
                .filter(path -> isFile(before, path) && after.entry(path).isEmpty())
                .forEach(path -> gone.put(Hash.of(before.open(path)), path));
        List<Difference> differences = new ArrayList<>();
        for (String path : files) {
            if (!isFile(after, path)) {
                continue;
            }
            Content now = content(after, path);
            if (isFile(before, path)) {
                Content was = content(before, path);
                if (!was.equals(now)) {
                    differences.add(difference(Kind.CHANGED, path, "", Optional.of(was), Optional.of(now)));
                }
                continue;
            }
            String from = gone.remove(Hash.of(after.open(path)));
            differences.add(
                    from == null
                            ? difference(Kind.CREATED, path, "", Optional.empty(), Optional.of(now))
                            : difference(Kind.MOVED, path, from, Optional.of(now), Optional.of(now)));
        }
        gone.values()
                .forEach(path -> differences.add(
                        difference(Kind.REMOVED, path, "", Optional.of(content(before, path)), Optional.empty())));
        return differences;
    }

    private static boolean isFile(Storage storage, String path) {
        return storage.entry(path).filter(entry -> !entry.folder()).isPresent();
    }

    private static Content content(Storage storage, String path) {
        long size = storage.entry(path).map(Storage.Entry::size).orElse(0L);
        return size > LONGEST ? new Content(size, Optional.empty()) : Content.of(storage.read(path));
    }

    private List<Difference> made(Changes changes) {
        List<Difference> differences = new ArrayList<>();
        for (Change change : changes.changes()) {
            switch (change) {
                case Change.Written(String path, Optional<String> before, String after) ->
                    differences.add(difference(
                            before.isPresent() ? Kind.CHANGED : Kind.CREATED,
                            path,
                            "",
                            before.flatMap(this::kept),
                            kept(after)));
                case Change.Moved(String from, String path, String _) ->
                    differences.add(difference(Kind.MOVED, path, from, Optional.empty(), Optional.empty()));
                case Change.Deleted(String path, String before) ->
                    differences.add(difference(Kind.REMOVED, path, "", kept(before), Optional.empty()));
                case Change.FolderMade _, Change.FolderRemoved _ -> {}
            }
        }
        return differences;
    }

    private Optional<Content> kept(String hash) {
        try {
            return Optional.of(Content.of(device.objects().content(hash)));
        } catch (dev.errand.os.device.DeviceFailure e) {
            return Optional.empty(); // it was forgotten
        }
    }

    private static Difference difference(
            Kind kind, String path, String from, Optional<Content> before, Optional<Content> after) {
        return new Difference(kind, shown(path), from.isEmpty() ? "" : shown(from), before, after);
    }

    /// Files are known by their path below the root of the files, anything else by its area, too.
    private static String shown(String path) {
        return path.startsWith("files/") ? StoragePath.relative(path) : path;
    }
}
