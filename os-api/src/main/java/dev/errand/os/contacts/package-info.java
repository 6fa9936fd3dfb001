/// The person's address book: vCard files, found by name, nickname, organisation and category.
@NullMarked
package dev.errand.os.contacts;

import org.jspecify.annotations.NullMarked;
