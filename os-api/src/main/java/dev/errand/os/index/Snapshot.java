package dev.errand.os.index;

import dev.errand.os.search.Reading;
import dev.errand.os.search.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// What was in an index at a moment. To be closed by whoever was given it. Thread-safe.
public final class Snapshot implements AutoCloseable {
    static final String KEY = "key";
    static final String STAMP = "stamp";
    static final String HEADING = "heading";
    static final String BODY = "body";
    static final String MEANING = "meaning";
    static final String LENGTH_OF = "length of ";

    /// What a text has of the words that are looked for.
    public record Found(Reading heading, Reading body) {}

    private final DirectoryReader reader;
    private final Map<String, String> stamps = new HashMap<>();

    private Snapshot(DirectoryReader reader) {
        this.reader = reader;
    }

    static Snapshot of(DirectoryReader reader) throws IOException {
        Snapshot snapshot = new Snapshot(reader);
        for (LeafReaderContext leaf : reader.leaves()) {
            snapshot.readStamps(leaf.reader());
        }
        return snapshot;
    }

    private void readStamps(LeafReader leaf) throws IOException {
        BinaryDocValues keys = leaf.getBinaryDocValues(KEY);
        BinaryDocValues all = leaf.getBinaryDocValues(STAMP);
        Bits live = leaf.getLiveDocs();
        for (int i = 0; i < leaf.maxDoc(); i++) {
            if ((live == null || live.get(i)) && keys.advanceExact(i) && all.advanceExact(i)) {
                stamps.put(keys.binaryValue().utf8ToString(), all.binaryValue().utf8ToString());
            }
        }
    }

    DirectoryReader reader() {
        return reader;
    }

    void retain() {
        reader.incRef();
    }

    boolean release() {
        close();
        return true;
    }

    public Set<String> keys() {
        return Set.copyOf(stamps.keySet());
    }

    /// Whether the text of that key is in the index as it was when it had that stamp.
    public boolean has(String key, String stamp) {
        return stamp.equals(stamps.get(key));
    }

    /// What texts have of the wanted words, by key; those are missing that have nothing of them.
    public Map<String, Found> find(Wanted wanted) {
        Map<String, Found> found = new HashMap<>();
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                find(wanted, leaf.reader(), found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /// How like texts are to a question, by key: the likeness of the nearest passage of each, between -1 and 1. Texts
    /// that say nothing are missing. All vectors are looked at: 10,000 take some 10 ms, and none is missed.
    ///
    /// @param question of length 1
    /// @param keys     which texts; those whose vectors are by the same model
    public Map<String, Double> likeness(float[] question, Set<String> keys) {
        Map<String, Double> likeness = new HashMap<>();
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                likeness(question, keys, leaf.reader(), likeness);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return likeness;
    }

    private static void likeness(float[] question, Set<String> wanted, LeafReader leaf, Map<String, Double> into)
            throws IOException {
        BinaryDocValues keys = leaf.getBinaryDocValues(KEY);
        BinaryDocValues vectors = leaf.getBinaryDocValues(MEANING);
        Bits live = leaf.getLiveDocs();
        if (vectors == null) {
            return;
        }
        for (int document = vectors.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = vectors.nextDoc()) {
            BytesRef bytes = vectors.binaryValue();
            if ((live == null || live.get(document)) && bytes.length > 0 && keys.advanceExact(document)) {
                String key = keys.binaryValue().utf8ToString();
                if (wanted.contains(key)) {
                    into.put(key, Vectors.nearest(question, bytes.bytes, bytes.offset, bytes.length));
                }
            }
        }
    }

    private static void find(Wanted wanted, LeafReader leaf, Map<String, Found> into) throws IOException {
        Map<Integer, Reading> headings = readings(wanted, leaf, HEADING);
        Map<Integer, Reading> bodies = readings(wanted, leaf, BODY);
        BinaryDocValues keys = leaf.getBinaryDocValues(KEY);
        Reading none = new Reading(wanted, 0);
        for (int document : bodies.keySet().stream().sorted().toList()) {
            if (keys.advanceExact(document)) {
                into.put(
                        keys.binaryValue().utf8ToString(),
                        new Found(headings.getOrDefault(document, none), bodies.getOrDefault(document, none)));
            }
        }
    }

    /// Every word of the index is looked at: what is like what, [Wanted] alone decides.
    private static Map<Integer, Reading> readings(Wanted wanted, LeafReader leaf, String field) throws IOException {
        Map<Integer, Reading> readings = new HashMap<>();
        Terms terms = leaf.terms(field);
        if (terms == null) {
            return readings;
        }
        TermsEnum each = terms.iterator();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            String word = term.utf8ToString();
            if (wanted.isLike(word)) {
                PostingsEnum places = each.postings(null, PostingsEnum.POSITIONS);
                add(word, places, new Texts(wanted, leaf, field, readings));
            }
        }
        return readings;
    }

    private record Texts(Wanted wanted, LeafReader leaf, String field, Map<Integer, Reading> readings) {}

    private static void add(String word, PostingsEnum places, Texts texts) throws IOException {
        Bits live = texts.leaf().getLiveDocs();
        NumericDocValues lengths = texts.leaf().getNumericDocValues(LENGTH_OF + texts.field());
        for (int document = places.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = places.nextDoc()) {
            if ((live == null || live.get(document)) && lengths.advanceExact(document)) {
                int[] at = new int[places.freq()];
                for (int i = 0; i < at.length; i++) {
                    at[i] = places.nextPosition();
                }
                int length = Math.toIntExact(lengths.longValue());
                texts.readings()
                        .computeIfAbsent(document, _ -> new Reading(texts.wanted(), length))
                        .saw(word, at);
            }
        }
    }

    @Override
    public void close() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
