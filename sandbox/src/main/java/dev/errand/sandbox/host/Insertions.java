package dev.errand.sandbox.host;

import java.util.ArrayList;
import java.util.List;

/// A text that is put together from another one by putting things before places of it, and the way back from a place
/// in the new text to the one in the old that it stands for.
final class Insertions {
    /// @param at   offset in the old text
    /// @param from offset in the new text where what was put there begins
    private record Insertion(int at, int from, int length) {}

    private final String old;
    private final StringBuilder text = new StringBuilder();
    private final List<Insertion> insertions = new ArrayList<>();
    private int copied;

    Insertions(String old) {
        this.old = old;
    }

    /// Puts something before a place that does not lie before that of the call before.
    void put(int at, String what) {
        text.append(old, copied, at);
        copied = at;
        insertions.add(new Insertion(at, text.length(), what.length()));
        text.append(what);
    }

    /// The new text, with this at its end.
    String end(String what) {
        put(old.length(), what);
        return text.toString();
    }

    /// The offset in the old text; what was put there stands for the place it was put before.
    int undone(int offset) {
        int low = 0;
        int high = insertions.size() - 1;
        Insertion before = null;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Insertion each = insertions.get(middle);
            if (each.from() <= offset) {
                before = each;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return before == null ? offset : before.at() + Math.max(0, offset - before.from() - before.length());
    }
}
