/// An index of texts on disk, which answers what [dev.errand.os.search.Reading] answers, without reading the texts.
///
/// The only package that knows Lucene. It knows neither files nor their formats nor models, and holds no text: words
/// and where they stand, or vectors of what texts mean, and a stamp by which the owner of the texts tells whether one
/// has changed. It can be thrown away at any time.
@NullMarked
package dev.errand.os.index;

import org.jspecify.annotations.NullMarked;
