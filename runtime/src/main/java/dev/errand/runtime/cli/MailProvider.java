package dev.errand.runtime.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The servers that well-known providers publish for their mail. Others get what most have: `imap.` and `smtp.`
/// before the domain, which the person sees and can correct before anything is tried.
final class MailProvider {
    private static final String KNOWN = """
            gmail.com googlemail.com: imap.gmail.com tls smtp.gmail.com tls
            outlook.com hotmail.com live.com: outlook.office365.com tls smtp-mail.outlook.com starttls
            yahoo.com yahoo.de: imap.mail.yahoo.com tls smtp.mail.yahoo.com tls
            icloud.com me.com mac.com: imap.mail.me.com tls smtp.mail.me.com starttls
            gmx.net gmx.de gmx.at gmx.ch: imap.gmx.net tls mail.gmx.net tls
            gmx.com: imap.gmx.com tls mail.gmx.com tls
            web.de: imap.web.de tls smtp.web.de starttls
            t-online.de: secureimap.t-online.de tls securesmtp.t-online.de tls
            posteo.de posteo.net: posteo.de tls posteo.de tls
            mailbox.org: imap.mailbox.org tls smtp.mailbox.org tls
            fastmail.com fastmail.fm: imap.fastmail.com tls smtp.fastmail.com tls
            """;

    private MailProvider() {}

    /// Settings by their keys.
    static Map<String, String> of(String domain) {
        String wanted = domain.strip().toLowerCase(Locale.ROOT);
        if (!wanted.matches("[\\w-]+(\\.[\\w-]+)+")) {
            return Map.of();
        }
        for (String line : KNOWN.lines().toList()) {
            String[] parts = line.split(": ");
            if ((" " + parts[0] + " ").contains(" " + wanted + " ")) {
                return servers(parts[1].split(" "));
            }
        }
        return servers("imap." + wanted, "tls", "smtp." + wanted, "tls");
    }

    private static Map<String, String> servers(String... words) {
        Map<String, String> settings = new HashMap<>();
        settings.put("mail.imap.host", words[0]);
        settings.put("mail.imap.security", words[1]);
        settings.put("mail.smtp.host", words[2]);
        settings.put("mail.smtp.security", words[3]);
        return settings;
    }
}
