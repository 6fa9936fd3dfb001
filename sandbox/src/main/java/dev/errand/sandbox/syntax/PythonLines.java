package dev.errand.sandbox.syntax;

import com.oracle.graal.python.pegparser.sst.SSTNode;

/// The lines of a Python text, whose places the parser counts in lines and code points.
public final class PythonLines {
    private final String text;
    private final Lines lines;
    private final int[] starts;

    public PythonLines(String text) {
        this.text = text;
        // What ends a line elsewhere does not in Python.
        this.lines = new Lines(text.replace('\u2028', ' ').replace('\u2029', ' '));
        int count = 1 + (int) text.chars().filter(c -> c == '\n').count();
        this.starts = new int[count];
        for (int line = 1, at = 0; line < count; line++) {
            at = text.indexOf('\n', at) + 1;
            starts[line] = at;
        }
    }

    public int count() {
        return starts.length;
    }

    /// Where a line begins, counted from 1.
    public int start(int line) {
        return starts[line - 1];
    }

    /// The offset of a place that is given as the parser counts: the line from 1, the column in code points from 0.
    public int offset(int line, int column) {
        int start = starts[Math.clamp(line, 1, starts.length) - 1];
        int length = text.codePointCount(start, text.length());
        return text.offsetByCodePoints(start, Math.clamp(column, 0, length));
    }

    /// Where a node begins.
    public int offset(SSTNode node) {
        return offset(node.getSourceRange().startLine, node.getSourceRange().startColumn);
    }

    /// The places of the text as people count.
    public Lines positions() {
        return lines;
    }
}
