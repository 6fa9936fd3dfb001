package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;

/// Names of mail folders: `INBOX`, `Sent`, `Work/Projects` for a person, `.Work.Projects` on disk.
final class MailFolder {
    static final String INBOX = "INBOX";
    static final String SENT = "Sent";
    static final String DRAFTS = "Drafts";
    static final String TRASH = "Trash";
    static final String JUNK = "Junk";

    private static final Map<String, String> OTHER_WORDS = Map.ofEntries(
            Map.entry("posteingang", INBOX),
            Map.entry("sent items", SENT),
            Map.entry("sent mail", SENT),
            Map.entry("gesendet", SENT),
            Map.entry("gesendete", SENT),
            Map.entry("draft", DRAFTS),
            Map.entry("entwürfe", DRAFTS),
            Map.entry("bin", TRASH),
            Map.entry("deleted", TRASH),
            Map.entry("papierkorb", TRASH),
            Map.entry("archiv", "Archive"),
            Map.entry("archives", "Archive"),
            Map.entry("spam", JUNK));
    private static final List<String> USUAL = List.of(INBOX, SENT, DRAFTS, TRASH, JUNK, "Archive");

    private MailFolder() {}

    /// Whether the person is the writer of what lies there. Nothing is ever moved into such a folder.
    static boolean isOwn(String folder) {
        return folder.equals(SENT) || folder.equals(DRAFTS);
    }

    static boolean isUsual(String folder) {
        return USUAL.contains(folder);
    }

    /// The folder that a word means: one that exists, a usual one, or as it was written.
    static String named(String word, List<String> existing) {
        String wanted = word.strip();
        for (String folder : existing) {
            if (folder.equalsIgnoreCase(wanted)) {
                return folder;
            }
        }
        return usual(wanted);
    }

    /// The usual folder that a word means, or the word.
    static String usual(String word) {
        String other = OTHER_WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), word);
        return USUAL.stream().filter(other::equalsIgnoreCase).findFirst().orElse(other);
    }

    /// Where a new folder lies in the store.
    ///
    /// @throws DeviceFailure (invalid) for a name that Maildir++ cannot hold
    static String onDisk(String folder) {
        for (String part : folder.split("/", -1)) {
            if (part.isBlank() || part.contains(".") || part.contains("\\") || part.matches(".*\\p{Cntrl}.*")) {
                throw DeviceFailure.invalid(
                        "\"" + folder.replaceAll("\\p{Cntrl}", " ") + "\" cannot be the name of a mail folder.",
                        "Use words without dots, with a slash between a folder and one inside it.");
            }
        }
        String plain = "." + folder.replace('/', '.');
        return isAscii(plain) ? plain : BASE64MailboxEncoder.encode(plain);
    }

    /// The name of a folder on disk.
    static String fromDisk(String directory) {
        String decoded = directory.indexOf('&') < 0 ? directory : BASE64MailboxDecoder.decode(directory);
        return decoded.substring(1).replace('.', '/');
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127 && c != '&');
    }
}
