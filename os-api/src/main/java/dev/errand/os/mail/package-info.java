/// The person's mail: a Maildir++ store of standard messages that any mail program reads.
///
/// Start with [MailSkill]. `Maildir` finds and keeps message files, `MessageHead` reads a header cheaply,
/// `MessageParts` the body and attachments, `Composer` writes a message, the same bytes for the same step.
@NullMarked
package dev.errand.os.mail;

import org.jspecify.annotations.NullMarked;
