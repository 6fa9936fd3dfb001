/// The web: pages read and fetched, forms posted, files downloaded.
///
/// Start with [WebSkill]. `WebAddress` says which addresses may be asked for, `Gate` which machines may be
/// connected to, `Fetcher` goes there, hop by hop, `Article` finds the text that a page is about.
@NullMarked
package dev.errand.os.web;

import org.jspecify.annotations.NullMarked;
