package dev.errand.intents.offline;

import java.util.List;

/// Words and the text they were read from. Immutable.
record Utterance(String source, List<Word> words) {
    Utterance {
        words = List.copyOf(words);
    }

    int size() {
        return words.size();
    }

    String key(int index) {
        return words.get(index).key();
    }

    Utterance part(int from, int to) {
        return new Utterance(source, words.subList(from, to));
    }

    /// The person's own characters from one word to before another; of a quotation what is inside.
    String text(int from, int to) {
        Word first = words.get(from);
        Word last = words.get(to - 1);
        if (to - from == 1 && first.quoted()) {
            return source.substring(first.start() + 1, first.end() - 1).strip();
        }
        return first.start() < last.end() ? source.substring(first.start(), last.end()) : keys(from, to);
    }

    String text() {
        return words.isEmpty() ? "" : text(0, size());
    }

    String keys(int from, int to) {
        return String.join(" ", words.subList(from, to).stream().map(Word::key).toList());
    }
}
