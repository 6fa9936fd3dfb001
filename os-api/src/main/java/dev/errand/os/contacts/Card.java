package dev.errand.os.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A card where it was found.
///
/// @param place   its path on the device, or its address on the server
/// @param version the server's mark of this state of it; empty on the device
/// @param file    all cards of the file it lies in
/// @param index   its place among them
record Card(String id, String place, String version, List<Vcard> file, int index) {
    Card {
        file = List.copyOf(file);
    }

    Vcard vcard() {
        return file.get(index);
    }

    Contact contact() {
        return CardReader.contact(id, vcard());
    }

    /// The text of its file with another card in its stead.
    String fileWith(Vcard changed) {
        List<Vcard> cards = new ArrayList<>(file);
        cards.set(index, changed);
        return Vcard.write(cards);
    }

    /// The cards of a file.
    ///
    /// @param name of the file without its ending, for cards that have no id
    static List<Card> in(String place, String version, String name, String text) {
        List<Vcard> file = Vcard.parse(text);
        return IntStream.range(0, file.size())
                .mapToObj(i -> new Card(id(name, file, i), place, version, file, i))
                .toList();
    }

    private static String id(String name, List<Vcard> file, int index) {
        return file.get(index).text("UID").orElse(file.size() == 1 ? name : name + "-" + (index + 1));
    }
}
