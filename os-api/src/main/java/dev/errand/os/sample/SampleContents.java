package dev.errand.os.sample;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All files of the sample device: path in the home → content. The same moment gives the same bytes.
final class SampleContents {
    private final RelativeDates dates;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private SampleContents(ZonedDateTime now) {
        dates = new RelativeDates(now);
    }

    static Map<String, byte[]> at(ZonedDateTime now) {
        return new SampleContents(now).all();
    }

    private Map<String, byte[]> all() {
        Section.read("files.txt", dates).forEach(each -> text(each.title(), each.text()));
        Section.read("contacts.txt", dates).forEach(this::contact);
        Section.read("pages.txt", dates).forEach(each -> files.put(each.title(), PdfPage.of(each.text())));
        Section.read("letters.txt", dates).forEach(each -> files.put(each.title(), WordDocument.of(each.text())));
        Section.read("music.txt", dates).forEach(each -> files.put(each.title(), Melody.of(each.text())));
        files.put("files/Pictures/lisbon-sunset.png", Picture.sunset());
        files.put("files/Pictures/garden.png", Picture.garden());
        files.put("mail/.Sent/maildirfolder", new byte[0]);
        List<Section> mails = Section.read("mail.txt", dates);
        for (int i = 0; i < mails.size(); i++) {
            SampleMail mail = new SampleMail(mails.get(i), i + 1);
            files.put(mail.path(), mail.message(files));
        }
        return files;
    }

    private void text(String path, String text) {
        if (path.endsWith(".ics")) {
            event(path, text);
        } else {
            files.put(path, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void event(String path, String properties) {
        String kind = path.startsWith("reminders/") ? "VTODO" : "VEVENT";
        String wrapped = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Errand//Sample device//EN\nBEGIN:" + kind + "\nUID:"
                + key(path) + "\nDTSTAMP:" + dates.fill("{{-10 12:00 utc}}") + "\n" + properties
                + "END:" + kind + "\nEND:VCALENDAR\n";
        files.put(path, lines(wrapped));
    }

    private void contact(Section contact) {
        String wrapped =
                "BEGIN:VCARD\nVERSION:4.0\nUID:" + key(contact.title()) + "\n" + contact.text() + "END:VCARD\n";
        files.put(contact.title(), lines(wrapped));
    }

    private static String key(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    }

    /// Both formats end their lines with carriage return and line feed.
    private static byte[] lines(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
