package dev.errand.os.contacts;

import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.search.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The cards of the area `contacts` of the device, one or several a file.
///
/// @param stepId whose changes these are; makes names that are the same whenever the step is done again
record AddressBook(Storage storage, String stepId) implements CardStore {
    private static final String AREA = "contacts";
    private static final String TRASH = "trash/contacts";
    private static final String ENDING = ".vcf";
    private static final int LONGEST_NAME = 40;

    @Override
    public List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        for (Storage.Entry entry : storage.walk(AREA)) {
            if (entry.name().toLowerCase(Locale.ROOT).endsWith(ENDING)) {
                cards.addAll(Card.in(entry.path(), "", stem(entry.name()), storage.readText(entry.path())));
            }
        }
        return cards;
    }

    private static String stem(String fileName) {
        return fileName.substring(0, fileName.length() - ENDING.length());
    }

    @Override
    public void create(String uid, String words, Vcard vcard) {
        String plain = String.join("-", Words.of(words)).replaceAll("[^a-z0-9-]", "");
        String readable = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        String name = (readable.isEmpty() ? "contact" : readable) + "-" + suffix() + ENDING;
        storage.writeText(AREA + "/" + name, Vcard.write(List.of(vcard)));
    }

    @Override
    public void replace(Card card, Vcard changed) {
        storage.writeText(card.place(), card.fileWith(changed));
    }

    @Override
    public void remove(Card card) {
        String trashed = TRASH + "/" + stem(StoragePath.name(card.place())) + "-" + suffix() + ENDING;
        if (card.file().size() == 1) {
            storage.move(card.place(), trashed);
            return;
        }
        storage.writeText(trashed, Vcard.write(List.of(card.vcard())));
        List<Vcard> others = new ArrayList<>(card.file());
        others.remove(card.index());
        storage.writeText(card.place(), Vcard.write(others));
    }

    @Override
    public Optional<Card> removedBefore(String id) {
        return Optional.empty(); // what a step does here is journaled, and not done again
    }

    private String suffix() {
        return Hash.of(stepId).substring(0, 12);
    }
}
