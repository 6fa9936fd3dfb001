package dev.errand.runtime.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.contacts.Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What this device has done so far, found without reading its runs: the basis of what counts as usual. Computed from
/// the entries and computable from them again; texts are kept as hashes only. Thread-safe.
public interface CallHistory {
    /// An effect that was executed.
    ///
    /// @param arguments canonical, as they ran
    record PastCall(RunId run, int effect, String operation, ObjectNode arguments, Instant at) {}

    /// How often a rule decided about an effect, and when it last did.
    ///
    /// @param last the epoch if it never did
    record Uses(int times, Instant last) {}

    /// Executed effects, newest first.
    List<PastCall> calls(int atMost);

    /// Executed effects of one operation, newest first.
    List<PastCall> callsOf(String operation, int atMost);

    /// Whether one of these parameters of the operation had this value, or this element, in an executed effect. Web
    /// addresses count as the same if their hosts are.
    boolean isKnown(String operation, Collection<String> parameters, String value);

    /// The numbers that a parameter had in executed effects, newest first.
    List<Double> amounts(String operation, String parameter, int atMost);

    Uses usesOf(String rule);

    /// Who a text stands for as a recipient: of a web address the host, of a mail address what stands without a name
    /// and in small letters, else the text itself.
    static String recipient(String text) {
        if (!text.contains("://")) {
            return text.indexOf('@') < 0 ? text : new Address(text).email().toLowerCase(Locale.ROOT);
        }
        try {
            String host = new URI(text).getHost();
            return host == null ? text : "host " + host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return text;
        }
    }
}
