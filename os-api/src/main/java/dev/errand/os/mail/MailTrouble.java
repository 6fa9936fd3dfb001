package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Tells what the mail library's exceptions mean. Its texts are bounded and free of the secret.
record MailTrouble(Server server, Account account) {
    private static final int TOO_LARGE = 552;
    private static final String SECURITY = "Check security and port of the server in the configuration.";

    DeviceFailure connecting(MessagingException e) {
        for (Throwable cause : chain(e)) {
            switch (cause) {
                case AuthenticationFailedException refused -> {
                    return DeviceFailure.unreachable(
                            "The mail server %s did not let %s in: %s"
                                    .formatted(server, who(), account.quote(said(refused))),
                            "Check mail.user and what mail."
                                    + (account.proof() == Account.Proof.TOKEN ? "token" : "password") + " refers to.");
                }
                case UnknownHostException _ -> {
                    return unreachable(
                            "no such host is known", "Check the host in the configuration, and the network.");
                }
                case SSLException insecure -> {
                    return unreachable(
                            "no secure connection came about (" + account.quote(said(insecure)) + ")", SECURITY);
                }
                case SocketTimeoutException _ -> {
                    return unreachable(
                            "it did not answer within " + server.patience().toSeconds() + " seconds",
                            "Try again later; check host and port, and mail.timeout.");
                }
                default -> {}
            }
        }
        return unreachable(account.quote(said(e)), "Check host, port and security of the server, and the network.");
    }

    /// What went wrong after the connection stood.
    DeviceFailure working(String what, MessagingException e) {
        return DeviceFailure.unreachable(
                what + " failed at the mail server " + server + ": " + account.quote(said(e)), "Try again later.");
    }

    /// What went wrong while a letter was handed over. Where the connection broke after that, nobody knows.
    DeviceFailure sending(MessagingException e) {
        List<Throwable> chain = chain(e);
        List<String> refused = chain.stream()
                .filter(SMTPAddressFailedException.class::isInstance)
                .map(each -> refusal((SMTPAddressFailedException) each))
                .distinct()
                .toList();
        if (!refused.isEmpty()) {
            return DeviceFailure.failed(
                    "The mail was sent to nobody: the mail server %s refuses %s."
                            .formatted(server, String.join("; ", refused)),
                    "Check the address, or leave it out.");
        }
        for (Throwable cause : chain) {
            if (cause instanceof SMTPSenderFailedException sender) {
                return DeviceFailure.failed(
                        "The mail was not sent: the mail server %s does not take mail from %s (%s)."
                                .formatted(server, sender.getAddress(), account.quote(said(sender))),
                        "Check mail.address in the configuration.");
            }
        }
        if (chain.stream().anyMatch(MailTrouble::isWithoutAnswer)) {
            return DeviceFailure.unreachable(
                    "The connection to the mail server %s broke while the mail was handed over; it may or may not have been sent."
                            .formatted(server),
                    "Ask the recipient, or look into the folder Sent, before sending it again.");
        }
        if (chain.stream()
                .anyMatch(each ->
                        each instanceof SMTPSendFailedException failed && failed.getReturnCode() == TOO_LARGE)) {
            return tooLarge();
        }
        return notSent(e);
    }

    private static boolean isWithoutAnswer(Throwable thrown) {
        return thrown instanceof IOException
                || (thrown instanceof SMTPSendFailedException failed && failed.getReturnCode() < 0);
    }

    DeviceFailure tooLarge() {
        return DeviceFailure.invalid(
                "The mail was not sent: it is larger than the mail server " + server + " takes.",
                "Attach fewer or smaller files.");
    }

    private DeviceFailure notSent(MessagingException e) {
        return DeviceFailure.failed(
                "The mail was not sent; the mail server %s answered: %s".formatted(server, account.quote(said(e))),
                "Try again later, or ask who runs the server.");
    }

    private DeviceFailure unreachable(String why, String remedy) {
        return DeviceFailure.unreachable(
                "The mail server %s cannot be reached: %s.".formatted(server, why.replaceFirst("[.;]+$", "")), remedy);
    }

    private String refusal(SMTPAddressFailedException refused) {
        return refused.getAddress().getAddress() + " (" + account.quote(said(refused)) + ")";
    }

    private String who() {
        return account.user().isEmpty() ? "anybody without a name" : "\"" + account.user() + "\"";
    }

    private static String said(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }

    private static List<Throwable> chain(MessagingException thrown) {
        List<Throwable> chain = new ArrayList<>();
        collect(thrown, chain);
        return chain;
    }

    private static void collect(@Nullable Throwable thrown, List<Throwable> chain) {
        if (thrown == null || chain.contains(thrown)) {
            return;
        }
        chain.add(thrown);
        if (thrown instanceof MessagingException messaging) {
            collect(messaging.getNextException(), chain);
        }
        collect(thrown.getCause(), chain);
    }
}
