package dev.errand.os.spi;

import dev.errand.os.operation.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What people say for a skill, in files beside its class, one a language: `mail.en.txt`, `mail.de.txt`. They say the
/// same as [Sentences] and are better where there are many.
///
/// `= send` begins the sentences of an operation, `= workflow` those of a workflow, whose code follows them, indented
/// by four spaces. Lines that begin with `#` are remarks.
///
/// @param byOperation operation → sentences
/// @param workflows   sentences that have code
record SentenceFiles(Map<String, List<Sentence>> byOperation, List<Sentence> workflows) {
    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final Pattern KINDED_SLOT = Pattern.compile("\\{(\\w+):(\\w+)}");
    private static final String INDENT = "    ";

    /// @param operations the names of the skill's operations
    /// @throws IllegalArgumentException naming file and line of what cannot be read
    static SentenceFiles of(Class<?> skill, String name, Set<String> operations) {
        SentenceFiles all = new SentenceFiles(new HashMap<>(), new ArrayList<>());
        for (String language : LANGUAGES) {
            String file = name + "." + language + ".txt";
            try (InputStream in = skill.getResourceAsStream(file)) {
                if (in != null) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    all.read(file, language, text.lines().toList(), operations);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    static Map<String, String> slots(String pattern) {
        Map<String, String> slots = new HashMap<>();
        KINDED_SLOT.matcher(pattern).results().forEach((MatchResult slot) -> slots.put(slot.group(1), slot.group(2)));
        return slots;
    }

    private void read(String file, String language, List<String> lines, Set<String> operations) {
        for (int at = 0; at < lines.size(); ) {
            String line = lines.get(at);
            if (line.isBlank() || line.startsWith("#")) {
                at++;
                continue;
            }
            if (!line.startsWith("= ")) {
                throw wrong(file, at, "stands under no \"= operation\" and no \"= workflow\"");
            }
            String head = line.substring(2).strip();
            if (!head.equals("workflow") && !operations.contains(head)) {
                throw wrong(file, at, "names no operation of the skill; there are " + operations);
            }
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).startsWith("= ")) {
                end++;
            }
            section(file, language, head, lines.subList(at + 1, end), at);
            at = end;
        }
    }

    private void section(String file, String language, String head, List<String> lines, int at) {
        List<String> said = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith(INDENT))
                .map(String::strip)
                .toList();
        String code = String.join(
                "\n",
                lines.stream()
                        .filter(line -> line.startsWith(INDENT))
                        .map(line -> line.substring(INDENT.length()))
                        .toList());
        boolean workflow = head.equals("workflow");
        if (workflow == code.isEmpty()) {
            throw wrong(file, at, workflow ? "has no code" : "has code, which only a workflow has");
        }
        List<Sentence> sentences = said.stream()
                .map(pattern -> new Sentence(language, pattern, code, slots(pattern)))
                .toList();
        (workflow ? workflows : byOperation.computeIfAbsent(head, _ -> new ArrayList<>())).addAll(sentences);
    }

    private static IllegalArgumentException wrong(String file, int at, String what) {
        return new IllegalArgumentException(file + ", line " + (at + 1) + ": what stands there " + what + ".");
    }
}
