package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import dev.errand.runtime.journal.CallHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What is usual on this device, as its journal tells: whom things were sent to, how large amounts were.
///
/// An amount is unusual if it is larger than any of the last hundred and also lies more than three robust standard
/// deviations above their median. The deviation is estimated as 1.4826 times the median absolute deviation
/// (Hampel 1974), which single large amounts do not move, and counts as a tenth of the median at least.
record Habits(CallHistory history) {
    /// More alike effects than this in one run are never usual.
    static final int BULK = Policy.BULK;

    private static final int REMEMBERED = 100;
    private static final double DEVIATION = 1.4826;
    private static final double FAR = 3;
    private static final double LEAST_SPREAD = 0.1;

    /// What is not usual about a call, in words for a person.
    ///
    /// @param settled parameters whose amount the person has set a bound for
    List<String> oddities(Operation operation, ObjectNode arguments, Set<String> settled, int alike) {
        List<String> oddities = new ArrayList<>(strangers(operation, arguments));
        oddities.addAll(amounts(operation, arguments, settled));
        if (alike > BULK) {
            oddities.add("it is one of %d alike in this run, more than %d".formatted(alike, BULK));
        }
        return oddities;
    }

    /// Recipients to whom this operation has never given anything.
    List<String> strangers(Operation operation, ObjectNode arguments) {
        List<String> recipients = receiving(operation);
        List<String> strangers = new ArrayList<>();
        for (String parameter : recipients) {
            JsonNode value = arguments.path(parameter);
            for (JsonNode each : value.isArray() ? value : List.of(value)) {
                if (each.isTextual() && !history.isKnown(operation.qualifiedName(), recipients, each.textValue())) {
                    strangers.add("%s has received nothing by %s before"
                            .formatted(each.textValue(), operation.qualifiedName()));
                }
            }
        }
        return strangers;
    }

    /// A place on the device, or a mail that is answered, is no recipient.
    private static List<String> receiving(Operation operation) {
        return switch (operation.effect()) {
            case SEND, SPEND ->
                operation.parameters().stream()
                        .filter(p -> p.mark() == Mark.DESTINATION
                                && Set.of("", "address").contains(Fits.kind(operation, p.name())))
                        .map(Parameter::name)
                        .toList();
            case PURE, READ, ASK, SAY, WAIT, FETCH, WRITE, EXECUTE, DESTROY -> List.of();
        };
    }

    List<String> amounts(Operation operation, ObjectNode arguments, Set<String> settled) {
        List<String> unusual = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.path(parameter.name());
            boolean isNumber = parameter.shape() instanceof Shape.Whole || parameter.shape() instanceof Shape.Decimal;
            if (isNumber && value.isNumber() && !settled.contains(parameter.name())) {
                List<Double> before = history.amounts(operation.qualifiedName(), parameter.name(), REMEMBERED);
                if (before.isEmpty()) {
                    unusual.add("there was no %s before that %s could be compared with"
                            .formatted(parameter.name(), value.asText()));
                } else if (isUnusual(value.doubleValue(), before)) {
                    unusual.add("%s %s is far more than usual; the most so far was %s"
                            .formatted(parameter.name(), value.asText(), plain(largest(before))));
                }
            }
        }
        return unusual;
    }

    private static double largest(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : "" + number;
    }

    static boolean isUnusual(double amount, List<Double> before) {
        double median = median(before.stream().mapToDouble(Double::doubleValue).toArray());
        double deviation =
                median(before.stream().mapToDouble(n -> Math.abs(n - median)).toArray());
        double spread = Math.max(DEVIATION * deviation, LEAST_SPREAD * Math.abs(median));
        return amount > largest(before) && amount > median + FAR * spread;
    }

    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        int half = numbers.length / 2;
        return numbers.length % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
    }
}
