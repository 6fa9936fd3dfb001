package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The area `mail` as a Maildir++ store: `cur`, `new` and `tmp` are the inbox, `.Sent`, `.Archive`, … the other
/// folders.
///
/// A message's file is called `unique:2,FLAGS`; the unique part is its id, which stays when flags and folder
/// change. A flag is one letter: S seen, R answered, D draft, F flagged, T trashed.
record Maildir(Storage storage) implements Mailbox {
    private static final String AREA = "mail";
    private static final String INFO = ":2,";

    @Override
    public List<String> folders() {
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

    @Override
    public List<Found> heads(String folder, MailQuery query) {
        return messages(folder).stream()
                .filter(each -> query.unread() == null || query.unread() == each.unread())
                .map(this::head)
                .toList();
    }

    @Override
    public List<Found> related(String folder, Set<String> ids, Set<String> subjects) {
        return messages(folder).stream().map(this::head).toList();
    }

    private Found head(Stored stored) {
        return new Found(stored, MessageHead.read(storage.open(stored.place())));
    }

    @Override
    public MessageParts parts(Stored message) {
        return MessageParts.of(raw(message));
    }

    @Override
    public byte[] raw(Stored message) {
        return storage.read(message.place());
    }

    @Override
    public void remove(Stored message) {
        storage.delete(message.place());
    }

    private List<Stored> messages(String folder) {
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
        return new Stored(
                id, folder, flags(entry.name()).indexOf('S') < 0, delivered(id, entry.modified()), entry.path());
    }

    private static String flags(String fileName) {
        int info = fileName.indexOf(INFO);
        return info < 0 ? "" : fileName.substring(info + INFO.length());
    }

    /// When it was delivered here, which is what its name begins with.
    private static Instant delivered(String id, Instant modified) {
        String digits = id.replaceFirst("\\D.*", "");
        return digits.isEmpty() || digits.length() > 10 ? modified : Instant.ofEpochSecond(Long.parseLong(digits));
    }

    @Override
    public Found get(String id) {
        for (String folder : folders()) {
            for (Stored message : messages(folder)) {
                if (message.id().equals(id)) {
                    return head(message);
                }
            }
        }
        throw DeviceFailure.notFound("There is no mail with the id \"" + id + "\".", "Look it up with mail.search.");
    }

    @Override
    public void keep(String folder, Letter letter, byte[] message) {
        makeFolder(folder);
        String flags = folder.equals(MailFolder.DRAFTS) ? "DS" : "S";
        storage.write(directory(folder) + "/cur/" + letter.id() + INFO + flags, message);
    }

    @Override
    public String idOf(Letter letter) {
        return letter.id();
    }

    @Override
    public Found move(Stored message, String folder) {
        makeFolder(folder);
        String flags = flags(StoragePath.name(message.place()));
        storage.move(message.place(), directory(folder) + "/cur/" + message.id() + INFO + flags);
        return get(message.id());
    }

    @Override
    public void mark(Stored message, Mark mark) {
        String flags = flags(StoragePath.name(message.place()));
        if (mark == Mark.READ && message.unread()) {
            String more = Stream.of((flags + "S").split("")).sorted().collect(Collectors.joining());
            storage.move(message.place(), directory(message.folder()) + "/cur/" + message.id() + INFO + more);
        } else if (mark == Mark.UNREAD && !message.unread()) {
            String fewer = flags.replace("S", "");
            storage.move(message.place(), directory(message.folder()) + "/cur/" + message.id() + INFO + fewer);
        }
    }

    @Override
    public void close() {
        // Files need no farewell.
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
