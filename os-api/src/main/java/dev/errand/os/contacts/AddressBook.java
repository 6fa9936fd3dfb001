package dev.errand.os.contacts;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The cards of the area `contacts`, one or several a file.
record AddressBook(Storage storage) {
    static final String AREA = "contacts";
    private static final String TRASH = "trash/contacts";

    /// @param file  all cards of the file it lies in
    /// @param index its place among them
    record Card(String id, String path, List<Vcard> file, int index) {
        Card {
            file = List.copyOf(file);
        }

        Vcard vcard() {
            return file.get(index);
        }

        Contact contact() {
            return CardReader.contact(id, vcard());
        }
    }

    List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        for (Storage.Entry entry : storage.walk(AREA)) {
            if (entry.name().toLowerCase(Locale.ROOT).endsWith(".vcf")) {
                List<Vcard> file = Vcard.parse(storage.readText(entry.path()));
                for (int i = 0; i < file.size(); i++) {
                    cards.add(new Card(id(entry, file, i), entry.path(), file, i));
                }
            }
        }
        return cards;
    }

    private static String id(Storage.Entry entry, List<Vcard> file, int index) {
        String name = entry.name().substring(0, entry.name().length() - ".vcf".length());
        return file.get(index).text("UID").orElse(file.size() == 1 ? name : name + "-" + (index + 1));
    }

    Card get(String id) {
        return find(id).orElseThrow(() -> DeviceFailure.notFound(
                "There is no contact with the id \"" + id + "\".", "Look the contact up with contacts.find."));
    }

    Optional<Card> find(String id) {
        return cards().stream().filter(card -> card.id().equals(id)).findFirst();
    }

    void create(String fileName, Vcard vcard) {
        storage.writeText(AREA + "/" + fileName, Vcard.write(List.of(vcard)));
    }

    void replace(Card card, Vcard changed) {
        List<Vcard> file = new ArrayList<>(card.file());
        file.set(card.index(), changed);
        storage.writeText(card.path(), Vcard.write(file));
    }

    /// Puts the card into the trash; others in its file stay.
    ///
    /// @param suffix makes the name in the trash unique
    void remove(Card card, String suffix) {
        String name = StoragePath.name(card.path());
        String trashed = TRASH + "/" + name.substring(0, name.length() - ".vcf".length()) + "-" + suffix + ".vcf";
        if (card.file().size() == 1) {
            storage.move(card.path(), trashed);
            return;
        }
        storage.writeText(trashed, Vcard.write(List.of(card.vcard())));
        List<Vcard> others = new ArrayList<>(card.file());
        others.remove(card.index());
        storage.writeText(card.path(), Vcard.write(others));
    }
}
