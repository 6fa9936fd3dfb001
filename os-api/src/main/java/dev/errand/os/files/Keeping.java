package dev.errand.os.files;

import dev.errand.os.device.Storage;
import dev.errand.os.index.Writing;
import java.io.IOException;

/// What an index keeps of files. Thread-safe.
interface Keeping {
    /// Tells two contents of a file apart, as far as the file system does, and two ways to keep them.
    String stamp(Storage.Entry file);

    /// @param content what of the file is searched
    /// @param stamp   under which it is found again
    void put(Storage.Entry file, String content, String stamp, Writing writing) throws IOException;
}
