/// The person's address book: vCard files, found by name, nickname, organisation and category.
///
/// Start with [ContactsSkill]. `AddressBook` reads and writes the files, `Vcard` is one card, `ContactSearch` ranks.
@NullMarked
package dev.errand.os.contacts;

import org.jspecify.annotations.NullMarked;
