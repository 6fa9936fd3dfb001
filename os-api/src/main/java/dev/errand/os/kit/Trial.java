package dev.errand.os.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Change;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit.Performed;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Recovery;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Calls of one skill's operations on one home, and what they leave behind.
final class Trial {
    private final SkillKit kit;
    private final Surroundings surroundings;
    private final Collection<Finding> findings;
    private final HomePicture.Camera camera;
    private final Values values = new Values();
    private final Attempts attempts;

    Trial(SkillKit kit, Surroundings surroundings, Path home, Collection<Finding> findings) {
        this.kit = kit;
        this.surroundings = surroundings;
        camera = new HomePicture.Camera(home);
        this.findings = findings;
        attempts = new Attempts(kit, findings);
    }

    /// Calls with arguments that make sense: previewed, then performed and taken back where that is possible.
    void sensibly(Operation operation) {
        List<Parameter> required =
                operation.parameters().stream().filter(Parameter::required).toList();
        for (List<Parameter> given : new LinkedHashSet<>(List.of(required, operation.parameters()))) {
            bound(operation, values.arguments(operation, given)).ifPresent(arguments -> {
                preview(operation, arguments);
                perform(operation, arguments);
            });
        }
    }

    /// Calls with one hostile argument each.
    void hostilely(Operation operation) {
        for (Parameter parameter : operation.parameters()) {
            for (JsonNode hostile : Values.hostile(parameter.shape())) {
                ObjectNode call = values.arguments(
                        operation,
                        operation.parameters().stream()
                                .filter(Parameter::required)
                                .toList());
                call.set(parameter.name(), hostile);
                bound(operation, call).ifPresent(arguments -> hostile(operation.calledWith(arguments), arguments));
            }
        }
    }

    private void hostile(Operation operation, ObjectNode arguments) {
        if (isPerformed(operation)) {
            HomePicture before = camera.picture();
            attempts.perform(operation, arguments).ifPresent(performed -> {
                if (operation.effect() == EffectClass.WRITE) {
                    undo(performed, before);
                }
            });
        } else if (operation.effect().isEffect()) {
            attempts.preview(operation, arguments);
        }
    }

    /// Calls while the services that the skill needs do not answer.
    void withoutService(Operation operation) {
        bound(operation, values.arguments(operation, operation.parameters())).ifPresent(arguments -> {
            Operation called = operation.calledWith(arguments);
            boolean fetches = called.effect() == EffectClass.FETCH && surroundings.namedAService();
            if (isPerformed(called) || fetches) {
                attempts.perform(called, arguments).ifPresent(performed -> values.learn(performed.value()));
            } else if (called.effect().isEffect()) {
                attempts.preview(called, arguments);
            }
        });
    }

    private static Optional<ObjectNode> bound(Operation operation, ObjectNode arguments) {
        try {
            return Optional.of(operation.bind(JsonNodeFactory.instance.arrayNode(), arguments));
        } catch (InvalidArguments e) {
            return Optional.empty(); // refused before the skill sees it; BindingRules looks at the words
        }
    }

    /// What goes no further than the device's own storage.
    private static boolean isPerformed(Operation operation) {
        return switch (operation.effect()) {
            case PURE, READ, ASK, SAY, WAIT -> true;
            case WRITE -> operation.recovery() == Recovery.JOURNALED;
            case FETCH, SEND, EXECUTE, DESTROY, SPEND -> false;
        };
    }

    private void preview(Operation operation, ObjectNode arguments) {
        HomePicture before = camera.picture();
        if (operation.calledWith(arguments).effect() != EffectClass.FETCH) {
            attempts.preview(operation.calledWith(arguments), arguments);
        }
        unchanged(operation, before, "A preview");
    }

    private void perform(Operation declared, ObjectNode arguments) {
        Operation operation = declared.calledWith(arguments);
        if (!isPerformed(operation)) {
            return;
        }
        HomePicture before = camera.picture();
        Optional<Performed> performed = attempts.perform(operation, arguments);
        if (operation.effect() == EffectClass.WRITE) {
            performed.ifPresent(done -> {
                undo(done, before);
                undoAfterSomebodyElse(operation, arguments);
                attempts.perform(operation, arguments).ifPresent(kept -> values.learn(kept.value()));
            });
        } else {
            unchanged(operation, before, "A call of class " + operation.effect());
            performed.ifPresent(done -> values.learn(done.value()));
        }
    }

    private void unchanged(Operation operation, HomePicture before, String what) {
        Set<String> changed = before.differences(camera.picture());
        if (!changed.isEmpty()) {
            findings.add(Finding.error(
                    operation.qualifiedName(),
                    what + " changes the device: " + String.join(", ", changed) + ".",
                    "Declare the effect that it has (WRITE or riskier), and touch nothing but context.storage()."));
        }
    }

    private void undo(Performed performed, HomePicture before) {
        String name = performed.operation().qualifiedName();
        try {
            kit.undo(performed);
        } catch (RuntimeException e) {
            findings.add(Finding.error(
                    name, "Undo right after the call fails: " + e.getMessage(), "Take back exactly what it did."));
            return;
        }
        Set<String> left = before.differences(camera.picture());
        if (!left.isEmpty()) {
            findings.add(Finding.error(
                    name,
                    "Undo does not restore the device: " + String.join(", ", left) + " differ.",
                    "Put every byte back, or keep to context.storage() and leave undo to the runtime."));
        }
    }

    /// The person changes what a call wrote, and then wants the call undone: theirs stays.
    private void undoAfterSomebodyElse(Operation operation, ObjectNode arguments) {
        Optional<Performed> again = attempts.perform(operation, arguments);
        Optional<String> written = again.stream()
                .flatMap(performed -> performed.changes().changes().stream())
                .filter(Change.Written.class::isInstance)
                .map(Change::path)
                .findFirst();
        if (again.isEmpty() || written.isEmpty()) {
            again.ifPresent(kit::undo);
            return;
        }
        byte[] left = kit.device().storage().read(written.get());
        byte[] theirs = Arrays.copyOf(left, left.length + 1);
        kit.device().storage().write(written.get(), theirs);
        boolean refused = false;
        try {
            kit.undo(again.get());
        } catch (DeviceFailure e) {
            refused = true;
        }
        boolean kept = kit.device().storage().exists(written.get())
                && Arrays.equals(theirs, kit.device().storage().read(written.get()));
        if (!refused || !kept) {
            findings.add(Finding.error(
                    operation.qualifiedName(),
                    "Undo overwrites %s, which somebody changed since.".formatted(written.get()),
                    "Compare with what the call left, and throw DeviceFailure.conflict if it differs."));
        }
        if (refused) {
            kit.device().storage().write(written.get(), left);
            kit.undo(again.get());
        }
    }
}
