package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.MessageIDTerm;
import jakarta.mail.search.SearchTerm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

/// The person's mail at a server (RFC 9051, 3501), over a connection that lasts as long as the call.
///
/// A message's id is `UIDVALIDITY.UID.FOLDER`: it stays as long as the message lies in that folder. A letter that
/// was just sent is also found in the folder Sent, and a draft in Drafts, by its `Message-ID`, which is known before
/// it is there.
///
/// Searches look at the newest messages of a folder only, as [#HEADS] says.
final class ImapMailbox implements Mailbox {
    private static final int HEADS = 1000;
    private static final int BODIES = 100;
    private static final int LARGEST = 50 * 1024 * 1024;
    private static final List<String> FIELDS = List.of(
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Bcc",
            "Subject",
            "Date",
            "Message-ID",
            "References",
            "In-Reply-To");

    private final IMAPStore store;
    private final MailTrouble trouble;
    private final Map<String, IMAPFolder> open = new HashMap<>();
    private @Nullable Map<String, String> folders;

    private ImapMailbox(IMAPStore store, MailTrouble trouble) {
        this.store = store;
        this.trouble = trouble;
    }

    /// @throws DeviceFailure if the server is not configured well, cannot be reached, or lets nobody in
    static ImapMailbox open(Settings settings, Path cache) {
        Server server = Server.named("imap", settings);
        Account account = Account.of(settings, cache);
        MailTrouble trouble = new MailTrouble(server, account);
        if (!account.proves()) {
            throw DeviceFailure.notConfigured(
                    "The mail server " + server + " wants a password, and none is configured.",
                    "Set mail.password to \"env:NAME\" or \"file:PATH\".");
        }
        IMAPStore store = new IMAPStore(server.session(account), null);
        account.enter(
                server,
                entering -> store.connect(
                        server.host(),
                        server.port(),
                        entering.user(),
                        entering.secret().map(Secret::reveal).orElse("")));
        return new ImapMailbox(store, trouble);
    }

    private interface Work<T> {
        T run() throws MessagingException;
    }

    private <T> T at(String what, Work<T> work) {
        try {
            return work.run();
        } catch (MessagingException e) {
            throw trouble.working(what, e);
        }
    }

    private Map<String, String> names() {
        Map<String, String> known = folders;
        if (known == null) {
            known = at("Listing the mail folders", () -> ServerFolders.of(store));
            folders = known;
        }
        return known;
    }

    @Override
    public List<String> folders() {
        return List.copyOf(names().keySet());
    }

    @Override
    public int mostBodies() {
        return BODIES;
    }

    private IMAPFolder folder(String name) throws MessagingException {
        IMAPFolder known = open.get(name);
        return known == null ? opened(name, Folder.READ_ONLY) : known;
    }

    private IMAPFolder writable(String name) throws MessagingException {
        IMAPFolder known = open.remove(name);
        if (known != null) {
            known.close(false);
        }
        return opened(name, Folder.READ_WRITE);
    }

    private IMAPFolder opened(String name, int mode) throws MessagingException {
        IMAPFolder folder = closed(name);
        folder.open(mode);
        open.put(name, folder);
        return folder;
    }

    private IMAPFolder closed(String name) throws MessagingException {
        return (IMAPFolder) store.getFolder(names().getOrDefault(name, name));
    }

    @Override
    public List<Found> heads(String folder, MailQuery query) {
        return matching(folder, ServerSearch.term(query));
    }

    @Override
    public List<Found> related(String folder, Set<String> ids, Set<String> subjects) {
        return matching(folder, ServerSearch.conversation(ids, subjects));
    }

    private List<Found> matching(String folder, Optional<SearchTerm> term) {
        if (!names().containsKey(folder)) {
            return List.of(); // a usual folder that this server does not have
        }
        return at("Searching the folder " + folder, () -> {
            IMAPFolder there = folder(folder);
            Message[] fitting = term.isPresent() ? there.search(term.get()) : there.getMessages();
            Message[] newest = Arrays.copyOfRange(fitting, Math.max(0, fitting.length - HEADS), fitting.length);
            FetchProfile profile = new FetchProfile();
            profile.add(UIDFolder.FetchProfileItem.UID);
            profile.add(FetchProfile.Item.FLAGS);
            profile.add(FetchProfile.Item.SIZE);
            profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
            FIELDS.forEach(profile::add);
            there.fetch(newest, profile);
            List<Found> found = new ArrayList<>();
            for (Message each : newest) {
                found.add(found(folder, there, (IMAPMessage) each));
            }
            return found;
        });
    }

    private static Found found(String name, IMAPFolder folder, IMAPMessage message) throws MessagingException {
        Map<String, List<String>> fields = new HashMap<>();
        for (String field : FIELDS) {
            String[] values = message.getHeader(field);
            if (values != null) {
                fields.put(
                        field.toLowerCase(Locale.ROOT),
                        Arrays.stream(values).map(MessageHead::oneLine).toList());
            }
        }
        Date received = message.getReceivedDate();
        String id = folder.getUIDValidity() + "." + folder.getUID(message) + "." + name;
        return new Found(
                new Stored(
                        id,
                        name,
                        !message.isSet(Flags.Flag.SEEN),
                        received == null ? Instant.EPOCH : received.toInstant(),
                        id),
                new MessageHead(fields));
    }

    @Override
    public Found get(String id) {
        return at("Looking for a mail", () -> {
            for (String own : id.startsWith("<") ? List.of(MailFolder.SENT, MailFolder.DRAFTS) : List.<String>of()) {
                IMAPFolder folder = names().containsKey(own) ? folder(own) : null;
                Message[] fitting = folder == null ? new Message[0] : folder.search(new MessageIDTerm(id));
                if (folder != null && fitting.length > 0) {
                    return found(own, folder, (IMAPMessage) fitting[fitting.length - 1]);
                }
            }
            String[] parts = id.split("\\.", 3);
            boolean isId = parts.length == 3 && parts[0].matches("\\d{1,18}") && parts[1].matches("\\d{1,18}");
            if (!isId || !names().containsKey(parts[2])) {
                throw notFound(id);
            }
            IMAPFolder folder = folder(parts[2]);
            IMAPMessage message = (IMAPMessage) folder.getMessageByUID(Long.parseLong(parts[1]));
            if (message == null || folder.getUIDValidity() != Long.parseLong(parts[0])) {
                throw notFound(id);
            }
            return found(parts[2], folder, message);
        });
    }

    /// The folder that an id names.
    static String folderOf(String id) {
        return id.startsWith("<") ? MailFolder.SENT : id.split("\\.", 3)[2];
    }

    private static DeviceFailure notFound(String id) {
        return DeviceFailure.notFound(
                "There is no mail with the id \"" + id + "\" at the mail server; it may have been moved.",
                "Look it up with mail.search.");
    }

    private IMAPMessage message(Stored stored) throws MessagingException {
        return message(folder(stored.folder()), stored);
    }

    private static IMAPMessage message(IMAPFolder folder, Stored stored) throws MessagingException {
        String uid = stored.id().split("\\.", 3)[1];
        IMAPMessage message = (IMAPMessage) folder.getMessageByUID(Long.parseLong(uid));
        if (message == null) {
            throw notFound(stored.id());
        }
        return message;
    }

    @Override
    public MessageParts parts(Stored stored) {
        return at("Reading a mail", () -> {
            IMAPMessage message = message(stored);
            try {
                return MessageParts.at(message);
            } catch (MessagingException | IOException _) {
                return MessageParts.of(whole(message)); // its structure is broken: read what can be read
            }
        });
    }

    @Override
    public byte[] raw(Stored stored) {
        return at("Reading a mail", () -> whole(message(stored)));
    }

    @Override
    public void remove(Stored stored) {
        at("Removing a mail", () -> {
            IMAPFolder folder = writable(stored.folder());
            removeForGood(folder, new Message[] {message(folder, stored)});
            return stored;
        });
    }

    private static byte[] whole(IMAPMessage message) throws MessagingException {
        if (message.getSizeLong() > LARGEST) {
            throw DeviceFailure.failed(
                    "The mail is larger than " + LARGEST / 1024 / 1024 + " MB.", "Read it in another way.");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            message.writeTo(out);
        } catch (IOException e) {
            throw new MessagingException("the message could not be fetched", e);
        }
        return out.toByteArray();
    }

    @Override
    public Found move(Stored stored, String folder) {
        return at("Moving a mail", () -> {
            IMAPFolder target = made(folder);
            IMAPFolder source = writable(stored.folder());
            long before = target.getUIDNext();
            IMAPMessage message = message(source, stored);
            String messageId = message.getMessageID();
            Message[] moving = {message};
            var places = store.hasCapability("MOVE")
                    ? source.moveUIDMessages(moving, target)
                    : source.copyUIDMessages(moving, target);
            if (!store.hasCapability("MOVE")) {
                removeForGood(source, moving);
            }
            if (places != null && places.length == 1 && places[0] != null) {
                return get(places[0].uidvalidity + "." + places[0].uid + "." + folder);
            }
            return arrived(folder, before, messageId);
        });
    }

    /// Where the server does not say under which number a message arrived: the newest of the same `Message-ID`.
    private Found arrived(String folder, long before, @Nullable String messageId) throws MessagingException {
        IMAPFolder target = folder(folder);
        Message[] since = target.getMessagesByUID(Math.max(1, before), UIDFolder.LASTUID);
        for (int i = since.length - 1; i >= 0; i--) {
            IMAPMessage each = (IMAPMessage) since[i];
            if (messageId == null || messageId.equals(each.getMessageID())) {
                return found(folder, target, each);
            }
        }
        throw DeviceFailure.conflict(
                "The mail was moved to " + folder + ", but it cannot be seen there.", "Look it up with mail.search.");
    }

    private static void removeForGood(IMAPFolder source, Message[] messages) throws MessagingException {
        source.setFlags(messages, new Flags(Flags.Flag.DELETED), true);
        source.expunge(messages);
    }

    /// A folder that is there now, and not open: one that is does not show at once what comes into it.
    private IMAPFolder made(String folder) throws MessagingException {
        if (!names().containsKey(folder)) {
            String fullName = folder.replace('/', store.getDefaultFolder().getSeparator());
            if (folder.matches(".*[\\p{Cntrl}*%\"\\\\].*") || folder.isBlank()) {
                throw DeviceFailure.invalid("That cannot be the name of a mail folder.", "Use plain words.");
            }
            Folder made = store.getFolder(fullName);
            if (!made.exists() && !made.create(Folder.HOLDS_MESSAGES)) {
                throw DeviceFailure.failed(
                        "The mail server did not make the folder " + folder + ".", "Make it there, or use another.");
            }
            folders = null;
        }
        return closed(folder);
    }

    @Override
    public void mark(Stored stored, Mark mark) {
        at("Marking a mail", () -> {
            message(writable(stored.folder()), stored).setFlag(Flags.Flag.SEEN, mark == Mark.READ);
            return stored;
        });
    }

    @Override
    public void keep(String folder, Letter letter, byte[] message) {
        at("Keeping a copy in the folder " + folder, () -> {
            MimeMessage copy = new MimeMessage((Session) null, new ByteArrayInputStream(message));
            copy.setFlag(Flags.Flag.SEEN, true);
            copy.setFlag(Flags.Flag.DRAFT, folder.equals(MailFolder.DRAFTS));
            made(folder).appendMessages(new Message[] {copy});
            return letter;
        });
    }

    @Override
    public String idOf(Letter letter) {
        return letter.messageId();
    }

    @Override
    public void close() {
        try {
            store.close(); // nothing is expunged by it
        } catch (MessagingException _) {
            // The server hung up first.
        }
    }
}
