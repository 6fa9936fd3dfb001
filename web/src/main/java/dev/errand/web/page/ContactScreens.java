package dev.errand.web.page;

import dev.errand.intents.Channel;
import dev.errand.os.contacts.Contact;
import dev.errand.os.contacts.Contacts;
import dev.errand.os.device.DeviceFailure;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.names.NameFault;
import dev.errand.runtime.names.Names.Speaker;
import dev.errand.web.page.Lines.ContactLine;
import dev.errand.web.page.Lines.NameLine;
import dev.errand.web.work.Desk;
import io.javalin.http.Context;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The address book, and what the person calls those in it. Every change is a run of its own, whose screen comes
/// next.
final class ContactScreens {
    private static final int SHOWN = 100;

    private final Errand errand;
    private final Desk desk;
    private final Screen screen;
    private final Pages pages;

    ContactScreens(Errand errand, Desk desk, Screen screen, Pages pages) {
        this.errand = errand;
        this.desk = desk;
        this.screen = screen;
        this.pages = pages;
    }

    void show(Context context) {
        show(context, "");
    }

    private void show(Context context, String notice) {
        Frame frame = screen.frame(context, "contacts");
        String words = Optional.ofNullable(context.queryParam("q")).orElse("").strip();
        List<Contact> found = List.of();
        String trouble = notice;
        try {
            found = found(words.toLowerCase(Locale.ROOT), frame.t().locale());
        } catch (DeviceFailure e) {
            trouble = Visible.text(e.getMessage() + " " + e.remedy());
        }
        screen.show(
                context,
                "contacts",
                frame.noticing(trouble),
                Map.of(
                        "words",
                        words,
                        "contacts",
                        found.stream().limit(SHOWN).map(ContactScreens::line).toList(),
                        "more",
                        found.size() > SHOWN ? frame.t().get("contacts.more", SHOWN, found.size()) : ""));
    }

    private List<Contact> found(String words, Locale locale) {
        return Contacts.of(errand.device()).stream()
                .filter(contact -> Stream.of(
                                Stream.of(contact.name()),
                                Stream.ofNullable(contact.organization()),
                                contact.nicknames().stream(),
                                contact.emails().stream(),
                                contact.phones().stream())
                        .flatMap(each -> each)
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words)))
                .sorted(Comparator.comparing(Contact::name, Collator.getInstance(locale)))
                .toList();
    }

    private static ContactLine line(Contact contact) {
        return new ContactLine(
                contact.id(),
                Visible.text(contact.name()),
                Stream.concat(contact.emails().stream(), contact.phones().stream())
                        .map(Visible::text)
                        .toList(),
                contact.nicknames().stream()
                        .map(name -> new NameLine(name, Visible.text(name), ""))
                        .toList());
    }

    void add(Context context) {
        change(
                context,
                speaker -> errand.names().add(Forms.field(context, "id"), Forms.field(context, "name"), speaker));
    }

    void remove(Context context) {
        change(
                context,
                speaker -> errand.names().remove(Forms.field(context, "id"), Forms.field(context, "name"), speaker));
    }

    /// Something that begins a run.
    @FunctionalInterface
    private interface Beginning {
        RunId begin(Speaker speaker);
    }

    private void change(Context context, Beginning beginning) {
        try {
            begin(context, beginning);
        } catch (NameFault | DeviceFailure e) {
            context.status(409);
            show(context, Visible.text(String.valueOf(e.getMessage())));
        }
    }

    /// Keeps what the person meant in a run.
    void remember(Context context) {
        RunId id = pages.id(context);
        try {
            begin(context, speaker -> errand.names().remember(id, Forms.field(context, "name"), speaker));
        } catch (NameFault | DeviceFailure | Refusal e) {
            context.status(409);
            pages.run(context, id, Visible.text(String.valueOf(e.getMessage())));
        }
    }

    private void begin(Context context, Beginning beginning) {
        Speaker speaker = new Speaker(Channel.WEB, Screen.texts(context).locale());
        RunId begun = desk.hand(() -> beginning.begin(speaker), Forms.PATIENCE);
        Forms.go(context, "/runs/" + begun);
    }
}
