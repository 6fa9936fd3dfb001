package dev.errand.os.mail;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.errand.os.kit.SkillKit;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A mail server on this machine, with one account: real SMTP and IMAP.
final class PostOffice implements AutoCloseable {
    static final String PASSWORD = "correct-horse-battery";

    /// How it is connected to.
    enum Line {
        PLAIN("smtp", "imap"),
        TLS("smtps", "imaps");

        private final String smtp;
        private final String imap;

        Line(String smtp, String imap) {
            this.smtp = smtp;
            this.imap = imap;
        }
    }

    private final GreenMail server;
    private final GreenMailUser sam;
    private final Line line;

    PostOffice(Line line) {
        this.line = line;
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", line.smtp), new ServerSetup(0, "127.0.0.1", line.imap)
        });
        server.start();
        sam = server.setUser("sam@home.example", "sam", PASSWORD);
    }

    /// Tells the device of the account, the password by a file.
    SkillKit connect(SkillKit kit, Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("mail-password"), PASSWORD + "\n");
        kit.setting("mail.address", "sam@home.example")
                .setting("mail.name", "Sam Jürgens")
                .setting("mail.user", "sam")
                .setting("mail.password", "file:" + password);
        String security = line == Line.TLS ? "tls" : "none";
        Map.of("smtp", smtpPort(), "imap", imapPort())
                .forEach((protocol, port) -> kit.setting("mail." + protocol + ".host", "127.0.0.1")
                        .setting("mail." + protocol + ".port", String.valueOf(port))
                        .setting("mail." + protocol + ".security", security));
        return kit;
    }

    int smtpPort() {
        return (line == Line.TLS ? server.getSmtps() : server.getSmtp()).getPort();
    }

    int imapPort() {
        return (line == Line.TLS ? server.getImaps() : server.getImap()).getPort();
    }

    /// Somebody writes to the person.
    void receive(String folder, String message) {
        try {
            ImapHostManager mailboxes = server.getManagers().getImapHostManager();
            MailFolder there = mailboxes.getFolder(sam, folder);
            if (there == null) {
                there = mailboxes.createMailbox(sam, folder);
            }
            there.appendMessage(message(message), new Flags(), new Date(1_772_400_000_000L));
        } catch (MessagingException | FolderException | AuthorizationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MimeMessage message(String text) throws MessagingException {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return new MimeMessage((Session) null, new ByteArrayInputStream(bytes));
    }

    void makeFolder(String folder) {
        try {
            server.getManagers().getImapHostManager().createMailbox(sam, folder);
        } catch (FolderException | AuthorizationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What arrived for somebody by SMTP.
    List<MimeMessage> arrivedFor(String address) {
        GreenMailUser recipient = server.getUserManager().getUserByEmail(address);
        return recipient == null ? List.of() : in(recipient, "INBOX");
    }

    List<MimeMessage> in(String folder) {
        return in(sam, folder);
    }

    private List<MimeMessage> in(GreenMailUser user, String folder) {
        MailFolder there = server.getManagers().getImapHostManager().getFolder(user, folder);
        return there == null
                ? List.of()
                : there.getMessages().stream()
                        .map(each -> each.getMimeMessage())
                        .toList();
    }

    boolean isUnread(String folder, int index) {
        MailFolder there = server.getManagers().getImapHostManager().getFolder(sam, folder);
        return !there.getMessages().get(index).getFlags().contains(Flags.Flag.SEEN);
    }

    private static KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = DummySSLSocketFactory.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    /// What a server needs to prove that it is the one of [#certificate].
    static SSLContext certified() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keys(), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /// The certificate of the server as a PEM file.
    static Path certificate(Path folder) throws IOException, GeneralSecurityException {
        KeyStore keys = keys();
        byte[] der = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
        return Files.writeString(
                folder.resolve("server.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n");
    }

    /// Nobody is there any more.
    void shut() {
        server.stop();
    }

    @Override
    public void close() {
        shut();
    }
}
