package dev.errand.os.contacts;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Connected;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The address book: vCard files (3.0 and 4.0, one or several cards a file) in the area `contacts`, or the address
/// books
/// of a CardDAV server where the settings name one (`contacts.url`, `user`, `password` or `token`, `name`).
///
/// A contact's id is its card's UID. Changing a contact keeps what the card says beyond a [Contact]: photos, notes,
/// properties of other programs. Cards deleted on the device lie in the area `trash`.
@SkillSpec(name = "contacts", summary = "People and organisations: addresses, phone numbers, birthdays")
@Sentences(
        value = {
            "(what is|what's|tell me|give me|show me|find) {name:text}'s (email|e-mail|mail) [address]",
            "(what is|what's|tell me|give me|show me|find) the (email|e-mail|mail) [address] (of|for) {name:text}"
        },
        code = """
                const found = contacts.find(name);
                const known = found.filter((contact) => contact.emails.length > 0);
                user.say(known.map((contact) => contact.name + ": " + contact.emails.join(", ")).join("\\n")
                    || (found.length ? "I know " + found[0].name + ", but no e-mail address."
                        : "I know nobody called " + name + "."));
                return known.map((contact) => contact.emails[0]);
                """)
@Sentences(
        value = {
            "(what is|what's|tell me|give me|show me|find) {name:text}'s [(phone|mobile|telephone)] number",
            "(what is|what's|tell me|give me|show me|find) the [(phone|mobile|telephone)] number (of|for) {name:text}"
        },
        code = """
                const found = contacts.find(name);
                const known = found.filter((contact) => contact.phones.length > 0);
                user.say(known.map((contact) => contact.name + ": " + contact.phones.join(", ")).join("\\n")
                    || (found.length ? "I know " + found[0].name + ", but no phone number."
                        : "I know nobody called " + name + "."));
                return known.map((contact) => contact.phones[0]);
                """)
@Sentences(
        value = {"(when is|tell me) {name:text}'s birthday", "when was {name:text} born"},
        code = """
                const found = contacts.find(name);
                const known = found.filter((contact) => contact.birthday);
                user.say(known.map((contact) => contact.name + ": " + contact.birthday).join("\\n")
                    || (found.length ? "I do not know when " + found[0].name + " was born."
                        : "I know nobody called " + name + "."));
                return known.map((contact) => contact.birthday);
                """)
@Sentences(
        language = "de",
        value = {
            "(wie lautet|was ist) die (E-Mail-Adresse|Mailadresse|E-Mail) von {name:text}",
            "welche (E-Mail-Adresse|Mailadresse) hat {name:text}"
        },
        code = """
                const found = contacts.find(name);
                const known = found.filter((contact) => contact.emails.length > 0);
                user.say(known.map((contact) => contact.name + ": " + contact.emails.join(", ")).join("\\n")
                    || (found.length ? "Von " + found[0].name + " kenne ich keine E-Mail-Adresse."
                        : name + " kenne ich nicht."));
                return known.map((contact) => contact.emails[0]);
                """)
@Sentences(
        language = "de",
        value = {
            "(wie lautet|was ist) die [(Telefonnummer|Handynummer|Nummer)] von {name:text}",
            "welche (Telefonnummer|Handynummer|Nummer) hat {name:text}"
        },
        code = """
                const found = contacts.find(name);
                const known = found.filter((contact) => contact.phones.length > 0);
                user.say(known.map((contact) => contact.name + ": " + contact.phones.join(", ")).join("\\n")
                    || (found.length ? "Von " + found[0].name + " kenne ich keine Telefonnummer."
                        : name + " kenne ich nicht."));
                return known.map((contact) => contact.phones[0]);
                """)
public final class ContactsSkill implements Skill {
    @OperationSpec(
            effect = EffectClass.READ,
            summary = "Contacts that a name, organisation, category or relation fits, best first; several if unclear")
    @Sentences({
        "who is {phrase}",
        "find [the] contact [for] {phrase}",
        "look up {phrase} in my (contacts|address book)",
        "show [me] [the] contact [details] (of|for) {phrase}",
        "do I know [a|an] {phrase}"
    })
    @Sentences(
            language = "de",
            value = {
                "wer ist {phrase}",
                "(suche|finde) [den] Kontakt [(von|zu)] {phrase}",
                "zeig [mir] den Kontakt {phrase}"
            })
    public List<Contact> find(String phrase, StepContext context) {
        String own = new Address(context.settings().text("mail.address").orElse("")).email();
        return new ContactSearch(CardStore.of(context).cards(), own).find(phrase);
    }

    @OperationSpec(effect = EffectClass.READ, summary = "The contact with an id")
    public Contact get(ContactRef id, StepContext context) {
        return CardStore.of(context).get(id.id()).contact();
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Adds a contact and returns it",
            headline = "Add the contact {name}[, {emails}][, {phones}][, {organization}][, categories {categories}]"
                    + "[, nicknames {nicknames}][, born {birthday}][, {address}]")
    @Sentences({
        "add [a] [new] contact {name} with [the] (email|e-mail) [address] {emails}",
        "add [a] [new] contact {name} with [the] [phone] number {phones}",
        "(add|create) [a] [new] contact [(called|named|labeled)] {name}",
        "add {name} to my (contacts|contact list|address book)",
        "save {phones} as [the] number of {name}"
    })
    @Sentences(
            language = "de",
            value = {
                "(lege|leg) [einen] [neuen] Kontakt {name} mit [der] (E-Mail-Adresse|Mailadresse|E-Mail) {emails} an",
                "(lege|leg) [einen] [neuen] Kontakt {name} an",
                "füge {name} zu meinen Kontakten hinzu"
            })
    @Connected(setting = ServerBook.URL, recovery = Recovery.IDEMPOTENT)
    public Contact add(NewContact contact, StepContext context) {
        CardStore store = CardStore.of(context);
        String uid = uid(context);
        Vcard card = fresh(contact, store, context);
        Contact added = CardReader.contact(uid, card);
        store.create(uid, added.name(), card);
        return added;
    }

    @PreviewOf("add")
    public Contact previewOfAdd(NewContact contact, StepContext context) {
        return CardReader.contact(uid(context), fresh(contact, CardStore.of(context), context));
    }

    @UndoOf("add")
    public void undoAdd(StepContext context) {
        new ServerBook(context).undo();
    }

    private static String uid(StepContext context) {
        return UUID.nameUUIDFromBytes(context.stepId().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Vcard fresh(NewContact contact, CardStore store, StepContext context) {
        String uid = uid(context);
        Vcard card = CardWriter.with(CardWriter.fresh(uid), contact.details(), context.now());
        Contact added = CardReader.contact(uid, card);
        for (Card other : store.cards()) {
            if (!other.id().equals(uid) && isDouble(added, other.contact())) {
                throw DeviceFailure.conflict(
                        "There is a contact " + added.name() + " with these addresses and numbers already.",
                        "Change it with contacts.update, or leave it as it is.");
            }
        }
        return card;
    }

    private static boolean isDouble(Contact one, Contact other) {
        return one.name().equalsIgnoreCase(other.name())
                && other.emails().containsAll(one.emails())
                && other.phones().containsAll(one.phones());
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Changes what is given of a contact, keeps the rest, returns the contact",
            headline = "Change the contact {id}[, name {name}][, e-mail {emails}][, phone {phones}]"
                    + "[, organisation {organization}][, categories {categories}][, nicknames {nicknames}]"
                    + "[, birthday {birthday}][, address {address}]")
    @Connected(setting = ServerBook.URL, recovery = Recovery.REPEATABLE)
    public Contact update(@Param(mark = Mark.TARGET) ContactRef id, ContactDetails changes, StepContext context) {
        CardStore store = CardStore.of(context);
        Card card = store.get(id.id());
        Vcard changed = CardWriter.with(card.vcard(), changes, context.now());
        store.replace(card, changed);
        return CardReader.contact(card.id(), changed);
    }

    @PreviewOf("update")
    public Contact previewOfUpdate(ContactRef id, ContactDetails changes, StepContext context) {
        Card card = CardStore.of(context).get(id.id());
        return CardReader.contact(card.id(), CardWriter.with(card.vcard(), changes, context.now()));
    }

    @UndoOf("update")
    public void undoUpdate(StepContext context) {
        new ServerBook(context).undo();
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves a contact to the trash and returns it",
            headline = "Delete the contact {id}")
    @Sentences({"(delete|remove) [the] contact {id}", "(delete|remove) {id} from my (contacts|address book)"})
    @Sentences(language = "de", value = "lösche [den] Kontakt {id}")
    @Connected(setting = ServerBook.URL, recovery = Recovery.IDEMPOTENT)
    public Contact delete(@Param(mark = Mark.TARGET) ContactRef id, StepContext context) {
        CardStore store = CardStore.of(context);
        Optional<Card> card = store.find(id.id());
        card.ifPresent(store::remove);
        return card.or(() -> store.removedBefore(id.id()))
                .orElseThrow(() -> CardStore.notFound(id.id()))
                .contact();
    }

    @PreviewOf("delete")
    public Contact previewOfDelete(ContactRef id, StepContext context) {
        return get(id, context);
    }

    @UndoOf("delete")
    public void undoDelete(StepContext context) {
        new ServerBook(context).undo();
    }
}
