package dev.errand.os.files;

import dev.errand.os.device.Storage;
import dev.errand.os.index.Writing;
import java.io.IOException;

/// Keeps the words of files, and where they stand.
final class WordKeeping implements Keeping {
    @Override
    public String stamp(Storage.Entry file) {
        return file.size() + " " + file.modified();
    }

    @Override
    public void put(Storage.Entry file, String content, String stamp, Writing writing) throws IOException {
        writing.put(file.path(), stamp, FileContents.headings(content), content);
    }
}
