package dev.errand.sandbox.syntax;

import com.oracle.graal.python.pegparser.AbstractParser;
import com.oracle.graal.python.pegparser.InputType;
import com.oracle.graal.python.pegparser.Parser;
import com.oracle.graal.python.pegparser.ParserCallbacks;
import com.oracle.graal.python.pegparser.sst.ModTy;
import com.oracle.graal.python.pegparser.tokenizer.SourceRange;
import com.oracle.graal.python.pegparser.tokenizer.Token;
import com.oracle.graal.python.pegparser.tokenizer.Tokenizer;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/// Reads guest programs in Python. `return` at the top level is allowed, as the parser leaves its place to the
/// compiler.
public final class PythonReader {
    /// The edition that the engine runs (Python 3.12).
    private static final int EDITION = 12;

    private PythonReader() {}

    public static PythonReading read(String code) {
        String text = withPlainLineEnds(code);
        try {
            Parser parser = new Parser(
                    text, new Problems(), InputType.FILE, EnumSet.noneOf(AbstractParser.Flags.class), EDITION);
            return new PythonReading.Module((ModTy.Module) parser.parse(), text, linesInsideTexts(text));
        } catch (Problem problem) {
            // The parser does not tell where an indentation is that nothing asked for.
            boolean lost = problem.message.equals("unexpected indent");
            return new PythonReading.Broken(lost ? unexpectedIndent(text) : problem.at, problem.message);
        } catch (StackOverflowError tooDeep) {
            return new PythonReading.Broken(new Position(1, 1), "The program is nested too deeply to be read");
        }
    }

    /// Line ends as Python takes them. A form feed, which takes Python back to the beginning of the line, becomes a
    /// blank: nothing may seem to stand elsewhere than it does.
    private static String withPlainLineEnds(String code) {
        String text = code.replace("\r\n", "\n").replace('\r', '\n').replace('\f', ' ');
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Set<Integer> linesInsideTexts(String text) {
        Set<Integer> inside = new HashSet<>();
        Tokenizer tokens = Tokenizer.fromString(new Problems(), text, EnumSet.of(Tokenizer.Flag.EXEC_INPUT), null);
        int depth = 0;
        int from = 0;
        while (true) {
            Token token = tokens.next();
            SourceRange range = token.getSourceRange();
            switch (token.type) {
                case Token.Kind.STRING -> addLines(range.startLine, range.endLine, inside);
                case Token.Kind.FSTRING_START -> {
                    from = depth == 0 ? range.startLine : from;
                    depth++;
                }
                case Token.Kind.FSTRING_END -> {
                    depth--;
                    if (depth == 0) {
                        addLines(from, range.endLine, inside);
                    }
                }
                case Token.Kind.ENDMARKER, Token.Kind.ERRORTOKEN -> {
                    return inside;
                }
                default -> {}
            }
        }
    }

    /// The first line that is indented and does not follow a colon.
    private static Position unexpectedIndent(String text) {
        Tokenizer tokens = Tokenizer.fromString(new Problems(), text, EnumSet.of(Tokenizer.Flag.EXEC_INPUT), null);
        int before = Token.Kind.NEWLINE;
        while (true) {
            Token token = tokens.next();
            if (token.type == Token.Kind.ENDMARKER || token.type == Token.Kind.ERRORTOKEN) {
                return new Position(1, 1);
            }
            if (token.type == Token.Kind.INDENT && before != Token.Kind.COLON) {
                return new Position(tokens.next().getSourceRange().startLine, 1);
            }
            if (token.type != Token.Kind.NEWLINE) {
                before = token.type;
            }
        }
    }

    private static void addLines(int first, int last, Set<Integer> lines) {
        for (int line = first + 1; line <= last; line++) {
            lines.add(line);
        }
    }

    private static final class Problem extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Position at;
        private final String message;

        Problem(Position at, String message) {
            super(message, null, false, false);
            this.at = at;
            this.message = message;
        }
    }

    private static final class Problems implements ParserCallbacks {
        @Override
        public void safePointPoll() {}

        @Override
        public RuntimeException reportIncompleteSource(int line) {
            return new Problem(new Position(line, 1), "The program ends too early");
        }

        @Override
        public RuntimeException onError(ErrorType type, SourceRange range, String message) {
            int line = Math.max(1, range.startLine);
            return new Problem(
                    new Position(line, Math.max(0, range.startColumn) + 1),
                    message.lines().findFirst().orElse("The program cannot be read"));
        }

        @Override
        public void onWarning(WarningType type, SourceRange range, String message) {
            // Warnings are about style.
        }
    }
}
