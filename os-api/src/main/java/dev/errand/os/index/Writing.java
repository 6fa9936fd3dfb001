package dev.errand.os.index;

import dev.errand.os.search.Words;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/// Changes to an index. Nobody sees them before they are committed; what is not, is gone when this is closed. For one
/// thread at a time.
public final class Writing implements AutoCloseable {
    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        WORDS.setTokenized(true);
        WORDS.setOmitNorms(true);
        WORDS.freeze();
    }

    private final IndexWriter writer;
    private final Directory directory;

    Writing(IndexWriter writer, Directory directory) {
        this.writer = writer;
        this.directory = directory;
    }

    /// Puts a text in the place of what has this key.
    ///
    /// @param stamp changes whenever the text does
    public void put(String key, String stamp, String heading, String body) throws IOException {
        Document document = document(key, stamp);
        add(document, Snapshot.HEADING, heading);
        add(document, Snapshot.BODY, body);
        writer.updateDocument(new Term(Snapshot.KEY, key), document);
    }

    /// Puts what a text means in the place of what has this key.
    ///
    /// @param stamp    changes whenever the text does, or the model
    /// @param passages vectors of length 1, one for each part of the text; none if it says nothing
    public void put(String key, String stamp, List<float[]> passages) throws IOException {
        Document document = document(key, stamp);
        document.add(new BinaryDocValuesField(Snapshot.MEANING, new BytesRef(Vectors.bytes(passages))));
        writer.updateDocument(new Term(Snapshot.KEY, key), document);
    }

    private static Document document(String key, String stamp) {
        Document document = new Document();
        document.add(new StringField(Snapshot.KEY, key, Field.Store.NO));
        document.add(new BinaryDocValuesField(Snapshot.KEY, new BytesRef(key)));
        document.add(new BinaryDocValuesField(Snapshot.STAMP, new BytesRef(stamp)));
        return document;
    }

    private static void add(Document document, String field, String text) {
        List<String> words = Words.of(text);
        document.add(new Field(field, new WordStream(words), WORDS));
        document.add(new NumericDocValuesField(Snapshot.LENGTH_OF + field, words.size()));
    }

    public void remove(String key) throws IOException {
        writer.deleteDocuments(new Term(Snapshot.KEY, key));
    }

    public void commit() throws IOException {
        writer.commit();
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            writer.rollback();
        }
    }
}
