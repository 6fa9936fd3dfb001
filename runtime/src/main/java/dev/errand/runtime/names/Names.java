package dev.errand.runtime.names;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.errand.intents.Channel;
import dev.errand.os.contacts.Contact;
import dev.errand.os.contacts.Contacts;
import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.search.Words;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.RunId;
import dev.errand.sandbox.Language;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Gives contacts names and takes them away, each by a run of its own: journaled, previewed, undone like any other.
///
/// All methods block: the address book may lie on a server. Those that begin a run want the home to be owned, and
/// leave it to the caller to lead the run on. Thread-safe.
public final class Names {
    static final int LONGEST = 100;

    private final Engine engine;
    private final Device device;

    public Names(Engine engine, Device device) {
        this.engine = engine;
        this.device = device;
    }

    /// Who says so, and in which language their device speaks.
    public record Speaker(Channel channel, Locale locale) {}

    /// What a run's answers say that could be remembered, and is not yet. Nothing where the address book cannot be
    /// read.
    public List<Meaning> offers(Run run) {
        List<Meaning> meanings = Meaning.of(run);
        if (meanings.isEmpty()) {
            return List.of();
        }
        try {
            List<Contact> contacts = Contacts.of(device);
            return meanings.stream()
                    .filter(meaning -> fault(contacts, meaning).isEmpty())
                    .toList();
        } catch (DeviceFailure _) {
            return List.of();
        }
    }

    /// Begins a run that gives the contact which was meant in a run the name by which it was meant.
    ///
    /// @param words which of several; empty if there is only one
    /// @throws NameFault if there is nothing to remember, or the name belongs to somebody
    /// @throws dev.errand.runtime.engine.Refusal if there is no such run
    public RunId remember(RunId run, String words, Speaker speaker) {
        Meaning meaning = chosen(run, words);
        fault(Contacts.of(device), meaning).ifPresent(fault -> {
            throw fault;
        });
        return begin(
                "Remember what \"" + meaning.words() + "\" means", adding(meaning.contact(), meaning.words()), speaker);
    }

    private Meaning chosen(RunId run, String words) {
        List<Meaning> all = Meaning.of(engine.run(run));
        if (all.isEmpty()) {
            throw NameFault.nothingToRemember(run.value());
        }
        String those = all.stream().map(each -> "\"" + each.words() + "\"").collect(Collectors.joining(", "));
        if (words.isBlank()) {
            if (all.size() > 1) {
                throw NameFault.several(run.value(), those);
            }
            return all.getFirst();
        }
        return all.stream()
                .filter(each -> Contacts.isSameName(each.words(), words))
                .findFirst()
                .orElseThrow(() -> NameFault.notAsked(run.value(), words, those));
    }

    private static Optional<NameFault> fault(List<Contact> contacts, Meaning meaning) {
        return find(contacts, meaning.contact())
                .map(contact -> fault(contacts, contact, meaning.words()))
                .orElseGet(() -> Optional.of(NameFault.gone(meaning.who())));
    }

    private static Optional<Contact> find(List<Contact> contacts, String id) {
        return contacts.stream().filter(contact -> contact.id().equals(id)).findFirst();
    }

    /// Why a contact cannot be given a name.
    private static Optional<NameFault> fault(List<Contact> contacts, Contact contact, String name) {
        if (Words.telling(name).isEmpty()) {
            return Optional.of(NameFault.empty());
        } else if (name.length() > LONGEST) {
            return Optional.of(NameFault.tooLong(LONGEST));
        } else if (Contacts.isCalled(contact, name)) {
            return Optional.of(NameFault.known(contact, name));
        }
        return contacts.stream()
                .filter(other -> !other.id().equals(contact.id()) && Contacts.isCalled(other, name))
                .findFirst()
                .map(other -> NameFault.taken(other, name));
    }

    /// Begins a run that gives a contact a name that the person has typed.
    ///
    /// @param id of the contact
    /// @throws NameFault if there is no such contact, or the name belongs to somebody
    public RunId add(String id, String name, Speaker speaker) {
        List<Contact> contacts = Contacts.of(device);
        String typed = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        fault(contacts, contact(contacts, id), typed).ifPresent(fault -> {
            throw fault;
        });
        return begin("Give a contact the name \"" + typed + "\"", adding(id, typed), speaker);
    }

    private static Contact contact(List<Contact> contacts, String id) {
        return find(contacts, id).orElseThrow(() -> NameFault.gone("The contact"));
    }

    /// Begins a run that takes a nickname from a contact.
    ///
    /// @param id   of the contact
    /// @param name exactly as it is on the card; words of others, perhaps, which the run's own words do not repeat
    /// @throws NameFault if there is no such contact, or it is not called so
    public RunId remove(String id, String name, Speaker speaker) {
        Contact contact = contact(Contacts.of(device), id);
        if (!contact.nicknames().contains(name)) {
            throw NameFault.unknown(contact, name);
        }
        return begin(
                "Take a nickname from a contact",
                changing(id, "contact.nicknames.filter(name => name !== %s)".formatted(quoted(name))),
                speaker);
    }

    private static String adding(String id, String name) {
        return changing(id, "[...contact.nicknames, %s]".formatted(quoted(name)));
    }

    private static String changing(String id, String nicknames) {
        return """
                const contact = contacts.get(%s);
                const changed = contacts.update(%s, {nicknames: %s});
                user.say([changed.name, ...changed.nicknames].join(" · "));
                """.formatted(quoted(id), quoted(id), nicknames);
    }

    /// As JavaScript has it: JSON's texts are the same there.
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private RunId begin(String words, String code, Speaker speaker) {
        RunStarted start = new RunStarted(
                words,
                speaker.channel().id(),
                speaker.locale().toLanguageTag(),
                ZoneId.systemDefault().getId(),
                new SecureRandom().nextLong(),
                new RunOptions("code", Language.JAVASCRIPT.id(), false, false));
        return engine.start(start, Language.JAVASCRIPT, code);
    }
}
