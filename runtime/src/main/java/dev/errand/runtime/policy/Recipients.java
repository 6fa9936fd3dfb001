package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Readers;
import dev.errand.os.operation.Shape;
import dev.errand.runtime.journal.Entry.Recipient;
import dev.errand.runtime.journal.Entry.Returned;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who gets to know what a call tells: those whom its arguments name, and those whom the operation finds itself, such
/// as the sender of the mail that is answered.
public final class Recipients {
    private Recipients() {}

    /// Whether the operation says in its result who has received, or will receive, something.
    public static boolean areFound(Operation operation) {
        return operation.result() instanceof Shape.Structure result
                && result.fields().stream().anyMatch(field -> field.mark() == Mark.DESTINATION);
    }

    /// Those whom the operation finds itself.
    ///
    /// @param foreseen what is known of the result beforehand
    public static List<Recipient> found(Operation operation, ObjectNode arguments, Returned foreseen, Origins origins) {
        List<Recipient> found = new ArrayList<>();
        if (operation.result() instanceof Shape.Structure result) {
            Set<String> named = named(operation, arguments);
            for (Shape.Field field : result.fields()) {
                if (field.mark() == Mark.DESTINATION) {
                    var origin = foreseen.closed().getOrDefault("/" + field.name(), foreseen.origin());
                    leaves(foreseen.value().path(field.name())).stream()
                            .filter(address -> !named.contains(Readers.principal(address)))
                            .forEach(address -> found.add(new Recipient(address, origins.ofAddress(address, origin))));
                }
            }
        }
        return found;
    }

    /// Those whom the arguments name, as principals.
    static Set<String> named(Operation operation, ObjectNode arguments) {
        Set<String> named = new LinkedHashSet<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.get(parameter.name());
            if (value != null && parameter.mark() == Mark.DESTINATION && !isReferenceToAnother(parameter.shape())) {
                leaves(value).forEach(text -> named.add(principal(operation, text)));
            }
        }
        return named;
    }

    /// A mail as a destination is no address: the operation knows whose it is.
    private static boolean isReferenceToAnother(Shape shape) {
        return shape instanceof Shape.Reference reference
                && !reference.kind().equals("address")
                && !reference.kind().equals("phone")
                && !reference.kind().equals("place");
    }

    /// All who get to know; never nobody: a service that no argument names is called by its skill.
    static Set<String> principals(Operation operation, ObjectNode arguments, List<Recipient> found) {
        Set<String> principals = named(operation, arguments);
        found.forEach(recipient -> principals.add(Readers.principal(recipient.address())));
        if (principals.isEmpty()) {
            principals.add(operation.skill());
        }
        return principals;
    }

    /// Of an address of the web its host: whoever runs that gets to know all of it.
    private static String principal(Operation operation, String text) {
        if (operation.effect() == EffectClass.FETCH || text.contains("://")) {
            try {
                String host = URI.create(text.strip()).getHost();
                return host == null ? Readers.principal(text) : Readers.principal(host);
            } catch (IllegalArgumentException e) {
                return Readers.principal(text);
            }
        }
        return Readers.principal(text);
    }

    private static List<String> leaves(JsonNode value) {
        List<String> leaves = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> leaves.addAll(leaves(each)));
        } else if (value.isTextual()) {
            leaves.add(value.textValue());
        }
        return leaves;
    }
}
