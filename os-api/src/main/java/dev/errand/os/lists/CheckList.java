package dev.errand.os.lists;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.search.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One list, as the lines of its Markdown file. Lines that are no items are kept as they are: the person may write the
/// file too.
record CheckList(String name, List<String> lines) {
    private static final Pattern ITEM = Pattern.compile("\\s*[-*+] +(?:\\[([ xX])] +)?(\\S.*)");

    CheckList {
        lines = List.copyOf(lines);
    }

    /// @param number of the line in the file
    record Line(int number, String text, boolean done) {}

    static CheckList empty(String name) {
        return new CheckList(name, List.of("# " + name, ""));
    }

    static CheckList parse(String name, String markdown) {
        return new CheckList(name, markdown.lines().toList());
    }

    String markdown() {
        return String.join("\n", lines) + "\n";
    }

    List<ListsSkill.ListItem> items() {
        return itemLines().stream()
                .map(line -> new ListsSkill.ListItem(line.text(), line.done()))
                .toList();
    }

    private List<Line> itemLines() {
        List<Line> items = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher item = ITEM.matcher(lines.get(i));
            if (item.matches()) {
                items.add(new Line(i, item.group(2).strip(), "x".equalsIgnoreCase(item.group(1))));
            }
        }
        return items;
    }

    /// Items of the same words in any case and number, open ones first.
    List<Line> named(String text) {
        return openFirst(itemLines().stream()
                .filter(line -> key(line.text()).equals(key(text)))
                .toList());
    }

    /// The item that a person means: one of the same words, or the only one that has these words among others.
    ///
    /// @throws DeviceFailure (not found or conflict) that says what is on the list
    Line meant(String text) {
        List<Line> same = named(text);
        if (!same.isEmpty()) {
            return same.getFirst();
        }
        List<String> wanted = Words.telling(text);
        List<Line> with = openFirst(itemLines().stream()
                .filter(line -> !wanted.isEmpty() && Words.of(line.text()).containsAll(wanted))
                .toList());
        if (with.size() > 1) {
            throw DeviceFailure.conflict(
                    "Several items of the list \"" + name + "\" are \"" + text + "\": " + texts(with) + ".",
                    "Name one of them.");
        } else if (with.isEmpty()) {
            List<Line> all = itemLines();
            throw DeviceFailure.notFound(
                    "\"" + text + "\" is not on the list \"" + name + "\".",
                    all.isEmpty() ? "The list is empty." : "On it are " + texts(all) + ".");
        }
        return with.getFirst();
    }

    private static List<Line> openFirst(List<Line> lines) {
        return lines.stream()
                .sorted((a, b) -> Boolean.compare(a.done(), b.done()))
                .toList();
    }

    private static String texts(List<Line> lines) {
        return lines.stream().map(line -> "\"" + line.text() + "\"").collect(Collectors.joining(", "));
    }

    private static String key(String text) {
        String words = String.join(" ", Words.of(text));
        return words.isEmpty() ? text.strip().toLowerCase(Locale.ROOT) : words;
    }

    CheckList with(String text) {
        List<String> changed = new ArrayList<>(lines);
        List<Line> items = itemLines();
        int place = items.isEmpty() ? lines.size() : items.getLast().number() + 1;
        changed.add(place, "- [ ] " + text);
        return new CheckList(name, changed);
    }

    CheckList withDone(Line item, boolean done) {
        List<String> changed = new ArrayList<>(lines);
        String indent = lines.get(item.number()).replaceFirst("\\S.*", "");
        changed.set(item.number(), indent + (done ? "- [x] " : "- [ ] ") + item.text());
        return new CheckList(name, changed);
    }

    CheckList without(Line item) {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(item.number());
        return new CheckList(name, changed);
    }
}
