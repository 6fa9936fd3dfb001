/// The person's notes: Markdown files, found by title and text.
@NullMarked
package dev.errand.os.notes;

import org.jspecify.annotations.NullMarked;
