package dev.errand.sandbox.host;

/// A guest's side that said what it never says: the process it lives in is not to be believed any more.
///
/// The message completes "the program was ended, because …".
final class Untrustworthy extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String why;

    Untrustworthy(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
