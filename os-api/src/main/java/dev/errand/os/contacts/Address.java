package dev.errand.os.contacts;

import dev.errand.os.spi.Keyed;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where mail goes, as an argument: an address (`jane@example.org` or `Jane <jane@example.org>`), a Contact, whose
/// first
/// address is meant, or a Mail, whose sender is meant. A Contact's `address` is where its person lives.
///
/// Any text can be an argument; [#isValid] says whether mail could go there. Only the syntax is looked at: letters of
/// every script in the domain, plain ASCII before the `@`, no quoted local parts and no IP addresses.
@Keyed(
        kind = "address",
        members = {"emails", "email", "fromAddress"})
public record Address(String address) {
    private static final Pattern NAMED = Pattern.compile("([^<>]*)<([^<>]*)>\\s*");
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern MAILBOX =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")*");
    private static final int LONGEST = 254;

    /// The address alone, without a display name.
    public String email() {
        Matcher named = NAMED.matcher(address);
        return (named.matches() ? named.group(2) : address).strip();
    }

    /// The name that stands before the address, on one line.
    public Optional<String> displayName() {
        Matcher named = NAMED.matcher(address);
        return named.matches()
                ? Optional.of(named.group(1)
                                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                                .strip()
                                .replaceAll("^\"|\"$", "")
                                .strip())
                        .filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    public boolean isValid() {
        String email = email();
        return email.length() <= LONGEST && MAILBOX.matcher(email).matches();
    }
}
