package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The area `mail` as a Maildir++ store: `cur`, `new` and `tmp` are the inbox, `.Sent`, `.Archive`, … the other
/// folders.
///
/// A message's file is called `unique:2,FLAGS`; the unique part is its id, which stays when flags and folder change.
record Maildir(Storage storage) {
    private static final String AREA = "mail";
    private static final String INFO = ":2,";

    /// A message file.
    ///
    /// @param flags one letter each: S seen, R answered, D draft, F flagged, T trashed
    record Stored(String id, String folder, String flags, String path, Instant modified) {
        boolean unread() {
            return flags.indexOf('S') < 0;
        }

        /// When it was delivered here, which is what its name begins with.
        Instant delivered() {
            String digits = id.replaceFirst("\\D.*", "");
            return digits.isEmpty() || digits.length() > 10 ? modified : Instant.ofEpochSecond(Long.parseLong(digits));
        }
    }

    List<String> folders() {
        return List.copyOf(directories().keySet());
    }

    /// Folder → where it lies.
    private Map<String, String> directories() {
        Map<String, String> directories = new LinkedHashMap<>();
        directories.put(MailFolder.INBOX, AREA);
        for (Storage.Entry entry : storage.list(AREA)) {
            if (entry.folder() && entry.name().startsWith(".") && entry.name().length() > 1) {
                directories.putIfAbsent(MailFolder.fromDisk(entry.name()), entry.path());
            }
        }
        return directories;
    }

    private String directory(String folder) {
        String there = directories().get(folder);
        return there == null ? AREA + "/" + MailFolder.onDisk(folder) : there;
    }

    /// The folder that a word means.
    ///
    /// @throws DeviceFailure (not found) if there is none
    String existing(String word) {
        List<String> folders = folders();
        String folder = MailFolder.named(word, folders);
        if (!folders.contains(folder) && !MailFolder.isUsual(folder)) {
            throw DeviceFailure.notFound(
                    "There is no mail folder \"" + word + "\".", "There are " + String.join(", ", folders) + ".");
        }
        return folder;
    }

    List<Stored> messages(String folder) {
        List<Stored> messages = new ArrayList<>();
        String directory = directory(folder);
        for (String part : List.of("new", "cur")) {
            for (Storage.Entry entry : storage.list(directory + "/" + part)) {
                if (!entry.folder() && !entry.name().startsWith(".")) {
                    messages.add(stored(folder, entry));
                }
            }
        }
        return messages;
    }

    private static Stored stored(String folder, Storage.Entry entry) {
        int info = entry.name().indexOf(INFO);
        String id = info < 0 ? entry.name() : entry.name().substring(0, info);
        String flags = info < 0 ? "" : entry.name().substring(info + INFO.length());
        return new Stored(id, folder, flags, entry.path(), entry.modified());
    }

    Stored get(String id) {
        for (String folder : folders()) {
            for (Stored message : messages(folder)) {
                if (message.id().equals(id)) {
                    return message;
                }
            }
        }
        throw DeviceFailure.notFound("There is no mail with the id \"" + id + "\".", "Look it up with mail.search.");
    }

    byte[] content(Stored message) {
        return storage.read(message.path());
    }

    /// Puts a message into a folder as one that the person has seen.
    void deliver(String folder, String id, byte[] message) {
        makeFolder(folder);
        storage.write(directory(folder) + "/cur/" + id + INFO + "S", message);
    }

    void move(Stored message, String folder) {
        makeFolder(folder);
        storage.move(message.path(), directory(folder) + "/cur/" + message.id() + INFO + message.flags());
    }

    void markSeen(Stored message) {
        if (message.unread()) {
            String flags = Stream.of((message.flags() + "S").split("")).sorted().collect(Collectors.joining());
            storage.move(message.path(), directory(message.folder()) + "/cur/" + message.id() + INFO + flags);
        }
    }

    private void makeFolder(String folder) {
        for (String root : folder.equals(MailFolder.INBOX) ? List.of(AREA) : List.of(AREA, directory(folder))) {
            for (String part : List.of("cur", "new", "tmp")) {
                storage.makeFolder(root + "/" + part);
            }
        }
        String mark = directory(folder) + "/maildirfolder";
        if (!folder.equals(MailFolder.INBOX) && !storage.exists(mark)) {
            storage.writeText(mark, "");
        }
    }
}
