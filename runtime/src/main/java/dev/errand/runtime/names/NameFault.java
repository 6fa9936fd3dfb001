package dev.errand.runtime.names;

import dev.errand.os.contacts.Contact;

/// A name that cannot be given or taken. Nothing was changed; the message says why, and what to do.
public final class NameFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private NameFault(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    static NameFault nothingToRemember(String run) {
        return new NameFault(
                ("There is nothing to remember of run %s: in it, you were not asked which contact you mean by"
                                + " words of your own, and told it.")
                        .formatted(run));
    }

    static NameFault notAsked(String run, String words, String those) {
        return new NameFault("In run %s you were not asked who \"%s\" is. Those that can be remembered: %s."
                .formatted(run, words, those));
    }

    static NameFault several(String run, String those) {
        return new NameFault(
                "Run %s asked about several: %s. Say which one is to be remembered: errand remember %s WORDS"
                        .formatted(run, those, run));
    }

    static NameFault gone(String contact) {
        return new NameFault("%s is not in the address book any more.".formatted(contact));
    }

    static NameFault known(Contact contact, String name) {
        return new NameFault("%s is called \"%s\" already.".formatted(Meaning.shown(contact), name));
    }

    static NameFault taken(Contact other, String name) {
        return new NameFault(
                "\"%s\" is what %s is called. One name for two would make you be asked again; take it from there first."
                        .formatted(name, Meaning.shown(other)));
    }

    static NameFault unknown(Contact contact, String name) {
        return new NameFault("%s has no nickname \"%s\".".formatted(Meaning.shown(contact), name));
    }

    static NameFault empty() {
        return new NameFault("A name needs a word. Write what you call the contact.");
    }

    static NameFault tooLong(int most) {
        return new NameFault("A name has at most %d characters.".formatted(most));
    }
}
