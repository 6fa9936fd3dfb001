/// The person's files: finding them by name and content, reading their text, changing them, with a trash.
@NullMarked
package dev.errand.os.files;

import org.jspecify.annotations.NullMarked;
