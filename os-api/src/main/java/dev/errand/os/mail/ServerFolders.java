package dev.errand.os.mail;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;

/// The folders of a mail server under the names that a person uses: `Sent`, `Trash`, `Work/Projects`.
///
/// A server may say what a folder is for (RFC 6154); where it does not, its name tells.
final class ServerFolders {
    private static final Map<String, String> PURPOSES = Map.of(
            "\\sent", MailFolder.SENT,
            "\\drafts", MailFolder.DRAFTS,
            "\\trash", MailFolder.TRASH,
            "\\junk", MailFolder.JUNK,
            "\\archive", "Archive");
    /// Shows messages that lie in other folders.
    private static final String ALL = "\\all";

    private ServerFolders() {}

    /// Name for a person → name at the server.
    static Map<String, String> of(Store store) throws MessagingException {
        Map<String, String> folders = new LinkedHashMap<>();
        folders.put(MailFolder.INBOX, MailFolder.INBOX);
        Folder[] all = store.getDefaultFolder().list("*");
        for (Folder each : all) {
            purpose(each)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(name -> folders.putIfAbsent(name, each.getFullName()));
        }
        for (Folder each : all) {
            boolean holdsMessages = (each.getType() & Folder.HOLDS_MESSAGES) != 0;
            if (holdsMessages
                    && !folders.containsValue(each.getFullName())
                    && purpose(each).isEmpty()) {
                folders.putIfAbsent(name(each), each.getFullName());
            }
        }
        return folders;
    }

    /// What the server says the folder is for; the empty text if for nothing that a person would look into.
    private static Optional<String> purpose(Folder folder) throws MessagingException {
        return Arrays.stream(((IMAPFolder) folder).getAttributes())
                .map(attribute -> attribute.toLowerCase(Locale.ROOT))
                .map(attribute -> attribute.equals(ALL) ? "" : PURPOSES.getOrDefault(attribute, "?"))
                .filter(name -> !name.equals("?"))
                .findFirst();
    }

    private static String name(Folder folder) throws MessagingException {
        String name = folder.getFullName().replace(folder.getSeparator(), '/');
        return name.equalsIgnoreCase(MailFolder.INBOX) ? MailFolder.INBOX : MailFolder.usual(name);
    }
}
