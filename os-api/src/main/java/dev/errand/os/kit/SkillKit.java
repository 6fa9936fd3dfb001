package dev.errand.os.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Changes;
import dev.errand.os.device.Device;
import dev.errand.os.device.Draft;
import dev.errand.os.device.Model;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Calls a skill's operations the way the runtime does, on a real home folder: bind, perform on a draft, commit.
///
/// For tests: give it an empty folder and the skills, then [#call], [#preview] and [#undo]. It is 2 March 2026, 10:00
/// in
/// Berlin, until [#pass] lets time go by; chance and the ids of steps are the same in every run. Settings are those
/// of [#setting] and no others, and there is no language model unless [#model] gives one. For one thread.
public final class SkillKit {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Result NOTHING_KNOWN =
            new Result(JSON.nullNode(), new Origin(Provenance.OWNED, "a preview"), Map.of());

    /// What a call did, so that a test can look at it and take it back.
    public record Performed(int step, Operation operation, ObjectNode arguments, Result result, Changes changes) {
        public JsonNode value() {
            return result.value();
        }
    }

    private final Function<Settings, List<SkillEntry>> skills;
    private final Map<String, String> settings = new HashMap<>();
    private final Device device;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private int steps;
    private Model model = Model.notConfigured();

    /// @param home becomes the device's home folder
    public SkillKit(Path home, Skill... skills) {
        this(home, Map.of(), skills);
    }

    /// @param known settings that count from the beginning, such as where areas lie and what is allowed there
    public SkillKit(Path home, Map<String, String> known, Skill... skills) {
        this.skills = read ->
                Stream.of(skills).map(skill -> SkillReader.read(skill, read)).toList();
        settings.putAll(known);
        device = Device.at(home, new Settings() {
            @Override
            public Optional<String> text(String key) {
                return Optional.ofNullable(settings.get(key));
            }

            @Override
            public List<String> texts(String key) {
                return text(key).map(t -> List.of(t.split(","))).orElse(List.of());
            }

            @Override
            public Set<String> names(String table) {
                String prefix = table + ".";
                return settings.keySet().stream()
                        .filter(key -> key.startsWith(prefix))
                        .map(key -> key.substring(prefix.length()))
                        .collect(Collectors.toCollection(TreeSet::new));
            }
        });
    }

    /// A kit for skills that were read already, on a device with other settings than the kit's own.
    SkillKit(Path home, Settings settings, Function<Settings, SkillEntry> skill) {
        skills = given -> List.of(skill.apply(given));
        device = Device.at(home, settings);
    }

    /// Sets what the person would write into `config.toml`: the key is dotted, several values are joined by commas.
    public SkillKit setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /// Leaves a setting out again.
    public SkillKit without(String key) {
        settings.remove(key);
        return this;
    }

    /// Connects a language model.
    public SkillKit model(Model answering) {
        model = answering;
        return this;
    }

    /// The device that calls are made on.
    public Device device() {
        return device;
    }

    /// Lets time go by.
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /// The operation of that full name, such as `notes.create`.
    ///
    /// @throws IllegalArgumentException if no skill of the kit has it
    public Operation operation(String name) {
        return new Catalogue(skills.apply(device.settings()))
                .operation(name)
                .orElseThrow(() -> new IllegalArgumentException("No skill of this kit has an operation " + name));
    }

    /// Calls an operation with the arguments as a JSON array of positional ones, for example `["car title"]`; the
    /// last may be an object of named ones.
    ///
    /// @throws dev.errand.os.operation.InvalidArguments if they do not fit the operation's parameters
    /// @throws dev.errand.os.device.DeviceFailure if it fails
    public Performed call(String name, String positional) {
        return run(name, positional, false);
    }

    /// The same as a preview: nothing reaches the home folder.
    public Performed preview(String name, String positional) {
        return run(name, positional, true);
    }

    /// Takes a call back as `errand undo` does.
    ///
    /// @throws dev.errand.os.device.DeviceFailure (conflict) if something is not as the call left it
    public void undo(Performed performed) {
        if (performed.operation().recovery() == Recovery.JOURNALED) {
            performed.changes().revert(device.storage(), device.objects());
        } else {
            Draft draft = new Draft(device.storage(), () -> now);
            performed
                    .operation()
                    .body()
                    .undo(performed.arguments(), performed.result(), context(performed.step(), draft, false));
            draft.changes(device.objects()).commit(device.storage(), device.objects());
        }
    }

    /// Does a call's work once more, as after a crash that left no record of its end.
    public Performed again(Performed performed) {
        return run(performed.operation(), performed.arguments(), performed.step(), false);
    }

    private Performed run(String name, String positional, boolean preview) {
        Operation operation = operation(name);
        return run(operation, operation.bind((ArrayNode) parse(positional), JSON.createObjectNode()), preview);
    }

    /// The same with arguments that are canonical already.
    Performed run(Operation operation, ObjectNode arguments, boolean preview) {
        steps++;
        return run(operation.calledWith(arguments), arguments, steps, preview);
    }

    private Performed run(Operation operation, ObjectNode arguments, int step, boolean preview) {
        Draft draft = new Draft(device.storage(), () -> now);
        StepContext context = context(step, draft, preview);
        boolean asks = preview && operation.effect().isEffect() && operation.recovery() != Recovery.JOURNALED;
        Result result = asks
                ? operation.body().preview(arguments, context).orElse(NOTHING_KNOWN)
                : operation.body().perform(arguments, context);
        Changes changes = draft.changes(device.objects());
        if (!preview) {
            changes.commit(device.storage(), device.objects());
        }
        return new Performed(step, operation, arguments, result, changes);
    }

    private StepContext context(int step, Draft draft, boolean preview) {
        return new StepContext(
                "run-" + step,
                now,
                ZoneId.of("Europe/Berlin"),
                Locale.ENGLISH,
                new Random(step),
                draft,
                device.settings(),
                device.cache(),
                model,
                preview,
                JSON.createObjectNode());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
