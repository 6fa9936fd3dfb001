package dev.errand.intents.model;

import dev.errand.intents.model.Extraction.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Decides which of the code in an answer is the workflow. Where two readings would do different things, it picks none:
/// half a workflow that says "sent", or two alternatives one after the other, are worse than another question.
final class Blocks {
    private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_]\\w*\\.[A-Za-z_]\\w*)\\s*\\(");
    private static final Pattern DECLARED =
            Pattern.compile("(?m)^[ \\t]*(?:export\\s+)?(?:(?:const|let|var)\\s*[\\[{]?\\s*"
                    + "|(?:async\\s+)?function\\s*\\*?\\s*|(?:async\\s+)?def\\s+|class\\s+)([A-Za-z_$][\\w$]*)"
                    + "|^([A-Za-z_]\\w*)\\s*=(?!=)");
    private static final Pattern CODE_LINE = Pattern.compile(
            "^\\s*(?:(?:const|let|var)\\s+\\S+.*=.*|(?:async\\s+)?function\\b.*\\(.*"
                    + "|def\\s+\\w+\\(.*|(?:if|for|while|switch)\\s*\\(.*|(?:if|for|while)\\b.*:\\s*|return\\b.*;|throw\\s+new\\b.*"
                    + "|raise\\s+\\w+\\(.*|try\\s*[{:]|(?://|#).*DECLINE:.*|[})\\]][})\\];,\\s]*|[A-Za-z_]\\w*\\s*=[^=].*)$");

    private final Set<String> operations;

    Blocks(Collection<String> operations) {
        this.operations = Set.copyOf(operations);
    }

    Found choose(List<Fence> fences) {
        List<String> code =
                fences.stream().filter(Fence::mayBeCode).map(Fence::text).toList();
        if (code.isEmpty()) {
            code = fences.stream()
                    .map(Fence::text)
                    .filter(t -> !named(t).isEmpty())
                    .toList();
        }
        List<String> working = code.stream().filter(t -> !named(t).isEmpty()).toList();
        if (working.isEmpty()) {
            // The checker knows better what is wrong with code that calls nothing, or something unknown.
            return code.stream()
                    .max(Comparator.comparingInt(String::length))
                    .<Found>map(Found.Code::new)
                    .orElse(new Found.Nothing(Extraction.NO_CODE));
        }
        List<String> own = withoutExcerpts(working);
        return own.size() == 1 ? new Found.Code(withWhatItNeeds(own.getFirst(), code)) : among(own);
    }

    /// Explanations like to repeat a line of the code; joining them would do the line twice.
    private List<String> withoutExcerpts(List<String> working) {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < working.size(); i++) {
            Set<String> steps = steps(working.get(i));
            boolean repeated = false;
            for (int j = 0; j < working.size() && !repeated; j++) {
                Set<String> others = steps(working.get(j));
                repeated = j != i && others.containsAll(steps) && (others.size() > steps.size() || j > i);
            }
            if (!repeated) {
                own.add(working.get(i));
            }
        }
        return own;
    }

    private Set<String> steps(String code) {
        return code.lines()
                .filter(line -> !named(line).isEmpty())
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    /// Text without a fence: everything from the first line that is code to the last.
    Found bare(String text) {
        if (named(text).isEmpty()) {
            return new Found.Nothing(Extraction.NO_CODE);
        }
        List<String> lines = text.lines().toList();
        int first = 0;
        while (!isCode(lines.get(first))) {
            first++;
        }
        int last = lines.size() - 1;
        while (!isCode(lines.get(last))) {
            last--;
        }
        return new Found.Code(String.join("\n", lines.subList(first, last + 1)) + "\n");
    }

    private boolean isCode(String line) {
        return !named(line).isEmpty() || CODE_LINE.matcher(line).matches();
    }

    private Found among(List<String> working) {
        boolean parts = true;
        for (int i = 1; i < working.size(); i++) {
            parts &= continues(working.get(i), working.subList(0, i));
        }
        if (parts) {
            return new Found.Code(String.join("\n", working));
        }
        if (named(working.getLast()).equals(named(String.join("\n", working)))) {
            return new Found.Code(working.getLast());
        }
        return new Found.Nothing("The answer holds %d code blocks, and it is not clear which of them is the workflow."
                        .formatted(working.size())
                + " Answer with the whole workflow in one fenced code block.");
    }

    /// Blocks without operations that declare what the only one with operations uses, such as a helper function.
    private static String withWhatItNeeds(String main, List<String> code) {
        List<String> needed = new ArrayList<>();
        for (String each : code) {
            if (each.equals(main)) {
                break;
            }
            if (continues(main, List.of(each))) {
                needed.add(each);
            }
        }
        needed.add(main);
        return String.join("\n", needed);
    }

    /// Whether the code uses a name that the earlier code declares, and begins nothing anew: it declares none of them.
    private static boolean continues(String code, List<String> earlier) {
        Set<String> before = declared(String.join("\n", earlier));
        if (declared(code).stream().anyMatch(before::contains)) {
            return false;
        }
        return before.stream()
                .anyMatch(name -> Pattern.compile("(?<![\\w$.])" + Pattern.quote(name) + "(?![\\w$])")
                        .matcher(code)
                        .find());
    }

    private static Set<String> declared(String code) {
        return DECLARED.matcher(code)
                .results()
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> named(String code) {
        return CALL.matcher(code)
                .results()
                .map(m -> m.group(1))
                .filter(operations::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
