package dev.errand.intents.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A fenced block of a Markdown text; one that is never closed ends with the text.
///
/// @param language the word after the opening fence, in lower case; empty if there is none
record Fence(String language, String text) {
    private static final Pattern MARK = Pattern.compile("^[ \\t>]*(`{3,}|~{3,})[ \\t]*([^`]*)$");
    private static final Pattern ONE_LINE =
            Pattern.compile("^[ \\t>]*`{3,}[ \\t]*(?:(\\w+)[ \\t]+)?([^`]+)`{3,}[ \\t]*$");

    static List<Fence> all(String markdown) {
        List<Fence> fences = new ArrayList<>();
        String open = "";
        String language = "";
        StringBuilder text = new StringBuilder();
        for (String line : markdown.split("\n", -1)) {
            Matcher mark = MARK.matcher(line);
            if (open.isEmpty()) {
                Matcher oneLine = ONE_LINE.matcher(line);
                if (oneLine.matches()) {
                    fences.add(
                            new Fence(word(oneLine.group(1)), oneLine.group(2).strip()));
                } else if (mark.matches()) {
                    open = mark.group(1);
                    language = word(mark.group(2));
                }
            } else if (mark.matches()
                    && mark.group(1).startsWith(open)
                    && mark.group(2).isBlank()) {
                fences.add(new Fence(language, text.toString()));
                open = "";
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        if (!open.isEmpty()) {
            fences.add(new Fence(language, text.toString()));
        }
        fences.removeIf(fence -> fence.text().isBlank());
        return fences;
    }

    /// Whether the block may be a workflow, as far as its label says.
    boolean mayBeCode() {
        return switch (language) {
            case "",
                    "js",
                    "javascript",
                    "jsx",
                    "mjs",
                    "node",
                    "ts",
                    "typescript",
                    "tsx",
                    "py",
                    "python",
                    "python3",
                    "code" -> true;
            default -> false;
        };
    }

    private static String word(@Nullable String info) {
        if (info == null || info.isBlank()) {
            return "";
        }
        return info.strip().split("[\\s{,:]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
