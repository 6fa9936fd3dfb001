package dev.errand.os.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit.Performed;
import dev.errand.os.operation.Operation;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Single calls, whose failures and outputs are looked at.
final class Attempts {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern INTERNAL = Pattern.compile("\\bat [\\w.$]+\\(|\\b[\\w.]+Exception\\b|\\bnull\\b");
    private static final int SHOWN = 120;

    private final SkillKit kit;
    private final Collection<Finding> findings;
    private final Set<String> escaped = new HashSet<>();

    Attempts(SkillKit kit, Collection<Finding> findings) {
        this.kit = kit;
        this.findings = findings;
    }

    Optional<Performed> perform(Operation operation, ObjectNode arguments) {
        return attempt(operation, arguments, false);
    }

    void preview(Operation operation, ObjectNode arguments) {
        attempt(operation, arguments, true);
    }

    private Optional<Performed> attempt(Operation operation, ObjectNode arguments, boolean preview) {
        FutureTask<Performed> call = new FutureTask<>(() -> kit.run(operation, arguments, preview));
        Thread thread = Thread.ofVirtual().start(call);
        try {
            Performed performed = call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            secret(operation, performed.value().toString(), "result");
            secret(operation, operation.describe(arguments), "headline");
            return Optional.of(performed);
        } catch (ExecutionException e) {
            failed(operation, arguments, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            wrong(
                    operation,
                    "It does not come back within " + PATIENCE.toSeconds() + " s for " + shown(arguments) + ".",
                    "Give every network call a time limit, and every loop an end.");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private void failed(Operation operation, ObjectNode arguments, Throwable failure) {
        if (!(failure instanceof DeviceFailure device)) {
            if (!escaped.add(operation.qualifiedName() + failure.getClass())) {
                return; // one example is enough
            }
            wrong(
                    operation,
                    "%s escapes from it for %s: %s"
                            .formatted(
                                    failure.getClass().getSimpleName(),
                                    shown(arguments),
                                    String.valueOf(failure.getMessage())),
                    "Throw one of DeviceFailure's kinds, in words for a person.");
            return;
        }
        secret(operation, device.getMessage() + device.remedy(), "error");
        if (device.getMessage().isBlank() || device.remedy().isBlank()) {
            wrong(
                    operation,
                    "It fails without saying %s for %s."
                            .formatted(device.remedy().isBlank() ? "what to do" : "what happened", shown(arguments)),
                    "A message says what was attempted and found, a remedy what to do.");
        } else if (INTERNAL.matcher(device.getMessage()).find() && !isQuoted(device.getMessage(), arguments)) {
            wrong(
                    operation,
                    "Its error talks about the program, not to a person: " + shown(device.getMessage()),
                    "Say what was attempted and found in plain words.");
        }
    }

    /// Whether the odd words are the caller's own.
    private static boolean isQuoted(String message, ObjectNode arguments) {
        return INTERNAL.matcher(message)
                .results()
                .allMatch(odd -> arguments.toString().contains(odd.group()));
    }

    private void secret(Operation operation, String text, String where) {
        if (text.contains(Surroundings.CANARY)) {
            wrong(
                    operation,
                    "A secret of the configuration is in its " + where + ".",
                    "Read secrets with Secret.named, and take them out of what others answer with Secret.");
        }
    }

    private void wrong(Operation operation, String what, String remedy) {
        findings.add(Finding.error(operation.qualifiedName(), what, remedy));
    }

    private static String shown(Object text) {
        String plain = text.toString().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }
}
