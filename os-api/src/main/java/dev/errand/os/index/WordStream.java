package dev.errand.os.index;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Words of a text as they are to stand in the index, each at the place it has in the text.
final class WordStream extends TokenStream {
    /// Longer words are no words but encoded data; the store of the index takes 32 KB at most. Their beginning is
    /// kept.
    private static final int LONGEST = 1_000;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final List<String> words;
    private int next;

    WordStream(List<String> words) {
        this.words = words;
    }

    @Override
    public boolean incrementToken() {
        if (next == words.size()) {
            return false;
        }
        clearAttributes();
        String word = words.get(next++);
        term.append(word, 0, Math.min(word.length(), LONGEST));
        return true;
    }

    @Override
    public void reset() {
        next = 0;
    }
}
