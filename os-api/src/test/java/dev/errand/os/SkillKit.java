package dev.errand.os;

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
import java.util.stream.Collectors;

/// Calls a skill's operations the way the runtime does, on a real home folder: bind, perform on a draft, commit.
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

    private final List<Skill> skills;
    private final Map<String, String> settings = new HashMap<>();
    private final Device device;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private int steps;
    private Model model = Model.notConfigured();

    public SkillKit(Path home, Skill... skills) {
        this.skills = List.of(skills);
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

    public SkillKit setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public SkillKit model(Model answering) {
        model = answering;
        return this;
    }

    public Device device() {
        return device;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public Operation operation(String name) {
        List<Catalogue.SkillEntry> entries = skills.stream()
                .map(skill -> SkillReader.read(skill, device.settings()))
                .toList();
        return new Catalogue(entries).operation(name).orElseThrow();
    }

    /// Calls an operation with the arguments as a JSON array of positional ones, for example `["car title"]`.
    public Performed call(String name, String positional) {
        return run(name, positional, false);
    }

    /// The same as a preview: nothing reaches the home folder.
    public Performed preview(String name, String positional) {
        return run(name, positional, true);
    }

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
        ObjectNode arguments = operation.bind((ArrayNode) parse(positional), JSON.createObjectNode());
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
