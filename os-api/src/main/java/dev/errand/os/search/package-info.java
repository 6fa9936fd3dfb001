/// Finds things by a phrase: names, folders, categories and content, in English and German.
///
/// One ranking for all skills, so that "my insurance company" and "car title" mean the same kind of match everywhere.
@NullMarked
package dev.errand.os.search;

import org.jspecify.annotations.NullMarked;
