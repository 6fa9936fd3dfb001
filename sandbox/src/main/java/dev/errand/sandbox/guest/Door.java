package dev.errand.sandbox.guest;

import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/// The one way out of a context. It is there before its guest is, and leads nowhere until then.
final class Door implements ProxyExecutable {
    private volatile ProxyExecutable asked = _ -> "";
    private volatile Runnable onStatementLimit = () -> {};

    /// Lets it lead to whoever answers the guest.
    ///
    /// @param whenUsedUp what to do when the guest's statements are used up
    void open(ProxyExecutable host, Runnable whenUsedUp) {
        asked = host;
        onStatementLimit = whenUsedUp;
    }

    @Override
    public Object execute(Value... arguments) {
        return asked.execute(arguments);
    }

    void statementsUsedUp() {
        onStatementLimit.run();
    }
}
