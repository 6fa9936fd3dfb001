package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.spi.Keyed;

/// A place among the files as an argument: a path that need not exist yet, the name of a folder in a person's words
/// ("my Taxes folder"), or a File that was found. Unlike a [FileRef] it is not looked up beforehand: the operation
/// knows what it may mean.
@Keyed(kind = "place", members = "path")
public record PlaceRef(String path) {
    /// The folder that is meant, for skills that work in one.
    ///
    /// @throws DeviceFailure if there is none (not found), it is a file (invalid),
    /// or several are called so (conflict)
    public Storage.Entry existingFolder(Storage storage) {
        return new Places(storage).existingFolder(this);
    }
}
