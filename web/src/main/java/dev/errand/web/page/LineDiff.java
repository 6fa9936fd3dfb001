package dev.errand.web.page;

import java.util.ArrayList;
import java.util.List;

/// What differs between two texts, line by line.
final class LineDiff {
    private static final int AROUND = 3;

    /// More pairs of lines than these are not compared: what differs then counts as replaced as a whole.
    private static final long MOST_PAIRS = 4_000_000;

    private LineDiff() {}

    /// A line.
    ///
    /// @param sign  `+`, `-`, a space for one that stays, or `…` for lines that stay and are left out
    /// @param count of lines that are left out; else 0
    record Line(char sign, String text, int count) {
        static Line of(char sign, String text) {
            return new Line(sign, text, 0);
        }
    }

    /// Lines that differ, with some around them.
    static List<Line> of(String before, String after) {
        return shortened(whole(before.lines().toList(), after.lines().toList()));
    }

    private static List<Line> whole(List<String> before, List<String> after) {
        int start = 0;
        int most = Math.min(before.size(), after.size());
        while (start < most && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < most - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, start).forEach(line -> lines.add(Line.of(' ', line)));
        lines.addAll(middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end)));
        before.subList(before.size() - end, before.size()).forEach(line -> lines.add(Line.of(' ', line)));
        return lines;
    }

    private static List<Line> middle(List<String> before, List<String> after) {
        List<Line> lines = new ArrayList<>();
        if ((long) before.size() * after.size() > MOST_PAIRS) {
            before.forEach(line -> lines.add(Line.of('-', line)));
            after.forEach(line -> lines.add(Line.of('+', line)));
            return lines;
        }
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean both = i < before.size() && j < after.size();
            if (both && before.get(i).equals(after.get(j))) {
                lines.add(Line.of(' ', before.get(i)));
                i++;
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(Line.of('-', before.get(i++)));
            } else {
                lines.add(Line.of('+', after.get(j++)));
            }
        }
        return lines;
    }

    /// How many lines the rests of both have in common, from each pair of places on.
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<Line> shortened(List<Line> lines) {
        boolean[] shown = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).sign() != ' ') {
                for (int k = Math.max(0, i - AROUND); k <= Math.min(lines.size() - 1, i + AROUND); k++) {
                    shown[k] = true;
                }
            }
        }
        List<Line> result = new ArrayList<>();
        int left = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (shown[i]) {
                addLeft(left, result);
                left = 0;
                result.add(lines.get(i));
            } else {
                left++;
            }
        }
        addLeft(left, result);
        return result;
    }

    private static void addLeft(int count, List<Line> lines) {
        if (count > 0) {
            lines.add(new Line('…', "", count));
        }
    }
}
