package dev.errand.os.files;

import dev.errand.os.device.Storage;
import dev.errand.os.index.Writing;
import dev.errand.os.meaning.Embedding;
import dev.errand.os.meaning.Embeddings;
import dev.errand.os.meaning.Passages;
import java.io.IOException;
import java.util.List;

/// Keeps what files mean, as the installed model understands their beginnings. The model is loaded for the first file
/// with a text.
final class MeaningKeeping implements Keeping {
    /// 800 words take a third of a second; most of what people write is shorter.
    private static final int MOST_PASSAGES = 8;

    @Override
    public String stamp(Storage.Entry file) {
        return file.size() + " " + file.modified() + " " + Embeddings.model().orElse("no model");
    }

    @Override
    public void put(Storage.Entry file, String content, String stamp, Writing writing) throws IOException {
        List<String> passages = Passages.of(title(file), content, MOST_PASSAGES);
        writing.put(file.path(), stamp, passages.isEmpty() ? List.of() : model().of(passages));
    }

    private static String title(Storage.Entry file) {
        return FileType.withoutExtension(file.name()).replaceAll("[_-]+", " ");
    }

    private static Embedding model() throws IOException {
        return Embeddings.installed()
                .orElseThrow(() -> new IOException(Embeddings.trouble().orElse("No model is installed")));
    }
}
