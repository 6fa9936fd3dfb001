package dev.errand.sandbox.syntax;

/// A token of TypeScript text.
///
/// @param start     offset of its first character
/// @param end       offset after its last character
/// @param afterLine whether a line ends between the token before it and this one
record TypeToken(Kind kind, String text, int start, int end, boolean afterLine) {
    enum Kind {
        /// Names and keywords, private names among them.
        WORD,
        NUMBER,
        STRING,
        /// The backtick that opens a template; what follows is read by whoever reads expressions.
        TEMPLATE,
        MARK,
        END
    }

    boolean is(String expected) {
        return (kind == Kind.WORD || kind == Kind.MARK) && text.equals(expected);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }
}
