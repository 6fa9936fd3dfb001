package dev.errand.intents.offline;

import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compiles the sentences of skills: `[optional]`, `(one|other)`, `{slot}`, `{slot:kind}`, and parts of words as in
/// `song[s]`.
final class Grammar {
    private static final Pattern ENDING = Pattern.compile("([\\p{L}\\p{N}]+)\\[([\\p{L}\\p{N}]+)]");
    private static final Pattern BEGINNING = Pattern.compile("\\[([\\p{L}\\p{N}]+)]([\\p{L}\\p{N}]+)");

    private final String pattern;
    private final @Nullable Operation operation;
    private final List<List<Template.Edge>> edges = new ArrayList<>();
    private boolean usable = true;
    private int at;

    private Grammar(String pattern, @Nullable Operation operation) {
        this.pattern = pattern;
        this.operation = operation;
    }

    /// Empty where a slot is of a type that no words can be.
    ///
    /// @throws IllegalArgumentException naming the sentence if its brackets do not match or a slot has no parameter
    static Optional<Template> compile(String skill, @Nullable Operation operation, Sentence sentence) {
        String pattern = sentence.pattern();
        Grammar grammar = new Grammar(spelledOut(pattern), operation);
        Set<String> needed = new HashSet<>();
        int start = grammar.state();
        int end = grammar.alternatives(start, needed);
        if (grammar.at < grammar.pattern.length()) {
            throw grammar.wrong("has a bracket that nothing opens");
        }
        if (end != grammar.edges.size() - 1) {
            throw grammar.wrong("has no words at its end");
        }
        return grammar.usable && grammar.saysSomething()
                ? Optional.of(new Template(skill, operation, sentence, grammar.edges, needed))
                : Optional.empty();
    }

    /// `song[s]` as `(song|songs)`, `[in]to` as `(to|into)`.
    private static String spelledOut(String pattern) {
        if (pattern.indexOf('[') < 0) {
            return pattern;
        }
        String endings = ENDING.matcher(pattern).replaceAll("($1|$1$2)");
        return BEGINNING.matcher(endings).replaceAll("($2|$1$2)");
    }

    /// A sentence of slots and little words alone would match everything.
    private boolean saysSomething() {
        List<Template.Edge> all = edges.stream().flatMap(List::stream).toList();
        boolean hasSlots = all.stream().anyMatch(Template.SlotEdge.class::isInstance);
        return all.stream().anyMatch(e -> switch (e) {
            case Template.WordEdge word -> !hasSlots || !Lexicon.isLight(word.key()) || Lexicon.isQuestion(word.key());
            case Template.SlotEdge slot -> Concepts.isChoice(slot.type().kind());
            case Template.EmptyEdge _ -> false;
        });
    }

    private int state() {
        edges.add(new ArrayList<>());
        return edges.size() - 1;
    }

    /// `a|b|c` up to a closing bracket or the end; gives the state it ends in and collects words that each of them
    /// needs.
    private int alternatives(int from, Set<String> needed) {
        List<Integer> ends = new ArrayList<>();
        Set<String> common = null;
        do {
            at += ends.isEmpty() ? 0 : 1;
            Set<String> words = new HashSet<>();
            ends.add(sequence(from, words));
            if (common == null) {
                common = words;
            } else {
                common.retainAll(words);
            }
        } while (at < pattern.length() && pattern.charAt(at) == '|');
        needed.addAll(common);
        if (ends.size() == 1) {
            return ends.getFirst();
        }
        int join = state();
        ends.forEach(end -> edges.get(end).add(new Template.EmptyEdge(join)));
        return join;
    }

    private int sequence(int from, Set<String> needed) {
        int state = from;
        while (at < pattern.length()) {
            char next = pattern.charAt(at);
            switch (next) {
                case '|', ')', ']' -> {
                    return state;
                }
                case '(' -> state = group(state, ')', needed);
                case '[' -> {
                    int before = state;
                    int inside = group(before, ']', new HashSet<>());
                    state = state();
                    edges.get(inside).add(new Template.EmptyEdge(state));
                    edges.get(before).add(new Template.EmptyEdge(state));
                }
                case '{' -> state = slot(state);
                case '}' -> throw wrong("has a bracket that nothing opens");
                default -> state = words(state, needed);
            }
        }
        return state;
    }

    private int group(int from, char closing, Set<String> needed) {
        at++;
        int end = alternatives(from, needed);
        if (at >= pattern.length() || pattern.charAt(at) != closing) {
            throw wrong("lacks a \"" + closing + "\"");
        }
        at++;
        return end;
    }

    private int slot(int from) {
        int close = pattern.indexOf('}', at);
        if (close < 0) {
            throw wrong("lacks a \"}\"");
        }
        String[] parts = pattern.substring(at + 1, close).split(":", 2);
        at = close + 1;
        Optional<SlotType> type = type(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
        int end = state();
        if (type.isEmpty()) {
            usable = false;
        } else {
            edges.get(from).add(new Template.SlotEdge(parts[0].strip(), type.get(), end));
        }
        return end;
    }

    private Optional<SlotType> type(String slot, String kind) {
        if (operation == null) {
            return Optional.of(SlotType.of(kind.isEmpty() ? "text" : kind, slot));
        }
        Parameter parameter = operation
                .parameter(slot)
                .orElseThrow(
                        () -> wrong("has a slot {" + slot + "} without a parameter of " + operation.qualifiedName()));
        Optional<SlotType> type = SlotType.of(parameter.shape(), slot);
        return kind.isEmpty() || type.isEmpty()
                ? type
                : Optional.of(new SlotType(
                        SlotType.of(kind, slot).kind(),
                        type.get().list(),
                        type.get().choices()));
    }

    private int words(int from, Set<String> needed) {
        int end = at;
        while (end < pattern.length() && "[](){}|".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        int state = from;
        for (Word word : Lexer.read(pattern.substring(at, end)).words()) {
            int next = state();
            edges.get(state).add(new Template.WordEdge(word.key(), next));
            needed.add(word.key());
            state = next;
        }
        at = end;
        return state;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("The sentence \"" + pattern + "\" " + what + ".");
    }
}
