package dev.errand.sandbox.syntax;

import dev.errand.sandbox.syntax.TypeToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A place in a TypeScript text that goes forward token by token, can go back, and remembers what is to be blanked.
final class TypeCursor {
    /// Steps for each character: reading goes back at most a few times where the text is one that somebody wrote.
    private static final int STEPS = 40;

    /// @param mark what is put at the place's first character, a space if nothing is
    private record Blank(int start, int end, char mark) {}

    private final String code;
    private final TypeLexer lexer;
    private final List<Blank> blanks = new ArrayList<>();
    private TypeToken token;
    private int lastEnd;
    private long steps;

    TypeCursor(String code) {
        this.code = code;
        lexer = new TypeLexer(code);
        steps = (long) STEPS * code.length() + 1_000;
        token = lexer.at(0);
    }

    TypeLexer lexer() {
        return lexer;
    }

    TypeToken token() {
        return token;
    }

    /// The token after this one.
    TypeToken ahead() {
        return lexer.at(token.end());
    }

    /// Where the token before this one ends.
    int lastEnd() {
        return lastEnd;
    }

    boolean at(String text) {
        return token.is(text);
    }

    boolean atAny(List<String> texts) {
        return (token.kind() == Kind.WORD || token.kind() == Kind.MARK) && texts.contains(token.text());
    }

    boolean atEnd() {
        return token.kind() == Kind.END;
    }

    /// Goes on, and says where the token began that was left.
    int next() {
        int start = token.start();
        lastEnd = token.end();
        goTo(token.end());
        return start;
    }

    /// Goes on at an offset: after a text that is not made of tokens.
    void goTo(int offset) {
        if (--steps < 0) {
            throw new NotTypeScript(offset);
        }
        lastEnd = offset;
        token = lexer.at(offset);
    }

    /// Takes the token here for a longer one.
    void take(TypeToken longer) {
        token = longer;
    }

    boolean skip(String text) {
        boolean found = at(text);
        if (found) {
            next();
        }
        return found;
    }

    int expect(String text) {
        if (!at(text)) {
            throw fail();
        }
        return next();
    }

    void expectWord() {
        if (!token.isWord()) {
            throw fail();
        }
        next();
    }

    /// That the text does not go on as it would have to.
    NotTypeScript fail() {
        return new NotTypeScript(token.start());
    }

    /// Reads on if the text goes on so; if not, it is as if nothing had been read.
    boolean tries(BooleanSupplier reading) {
        TypeToken before = token;
        int end = lastEnd;
        int count = blanks.size();
        boolean found = false;
        try {
            found = reading.getAsBoolean();
        } catch (NotTypeScript no) {
            if (!no.message().isEmpty()) {
                throw no;
            }
        }
        if (!found) {
            token = before;
            lastEnd = end;
            blanks.subList(count, blanks.size()).clear();
        }
        return found;
    }

    void blank(int start, int end) {
        blanks.add(new Blank(start, end, ' '));
    }

    /// Blanks and puts one character at the beginning, so that what stands around does not grow together.
    void blankTo(char mark, int start, int end) {
        blanks.add(new Blank(start, end, mark));
    }

    /// Whether a line ends within a part of the text.
    boolean hasLineEnd(int start, int end) {
        return code.substring(start, end).chars().anyMatch(each -> TypeLexer.endsLine((char) each));
    }

    boolean hasBlanks() {
        return !blanks.isEmpty();
    }

    /// The text with blanks where types stand; every other character is where it was.
    String text() {
        char[] text = code.toCharArray();
        for (Blank blank : blanks) {
            for (int i = blank.start(); i < blank.end(); i++) {
                text[i] = TypeLexer.endsLine(text[i]) ? text[i] : ' ';
            }
            if (blank.mark() != ' ') {
                text[blank.start()] = blank.mark();
            }
        }
        return new String(text);
    }
}
