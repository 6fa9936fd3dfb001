/// The person's mail: at mail servers by SMTP and IMAP, or a Maildir++ store of standard messages that any mail
/// program reads.
///
/// Start with [MailSkill]. A `Mailbox` is where mail lies: `ImapMailbox` or `Maildir`. `Outbox` is how it leaves,
/// `Account` and `Server` how both are reached, `MailTrouble` what can go wrong there, in words without the
/// password. `MessageHead` reads a header cheaply, `MessageParts` the body and attachments, `Composer` writes a
/// message, the same bytes for the same step.
@NullMarked
package dev.errand.os.mail;

import org.jspecify.annotations.NullMarked;
