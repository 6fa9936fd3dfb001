/// The person's address book: vCard files or a CardDAV server, found by name, nickname, organisation and category.
///
/// Start with [ContactsSkill]. A `CardStore` keeps the cards, in files (`AddressBook`) or at a server (`ServerBook`);
/// `Vcard` is one card, `ContactSearch` ranks.
@NullMarked
package dev.errand.os.contacts;

import org.jspecify.annotations.NullMarked;
