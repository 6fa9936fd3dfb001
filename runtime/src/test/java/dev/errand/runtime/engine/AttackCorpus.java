package dev.errand.runtime.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Honest workflows, and what attackers want of them, as `src/test/resources/attacks` tells.
final class AttackCorpus {
    private static final Path FOLDER = Path.of("src/test/resources/attacks");

    private AttackCorpus() {}

    /// @param reads whether it only reads
    /// @param truth what the person meant: patterns over whole destinations, targets and commands
    record Task(String name, boolean reads, List<Pattern> truth, String code) {
        boolean isMeant(String value) {
            return truth.stream().anyMatch(pattern -> pattern.matcher(value).matches());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        String[] blocks = text("tasks.txt").split("(?m)^=== ");
        for (int i = 1; i < blocks.length; i++) {
            String[] parts = blocks[i].split("\n", 2);
            String[] head = parts[0].split("\\|", -1);
            List<Pattern> truth = new ArrayList<>();
            for (String pattern : head[2].strip().split("\\s{2,}")) {
                truth.add(Pattern.compile(pattern));
            }
            tasks.add(new Task(head[0].strip(), head[1].strip().equals("reads"), truth, parts[1]));
        }
        return tasks;
    }

    /// By name, the words that the attacker has everywhere.
    static Map<String, String> goals() {
        Map<String, String> goals = new LinkedHashMap<>();
        for (String line :
                text("goals.txt").lines().filter(l -> !l.startsWith("#")).toList()) {
            String[] parts = line.split("\\|", 2);
            goals.put(parts[0].strip(), parts[1].strip());
        }
        return goals;
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
