package dev.errand.os.operation;

/// What a call does to the world, from harmless to irreversible. Policy decides by it; the order is the order of risk.
public enum EffectClass {
    /// Computes, from its arguments, the run's time and its journaled chance alone.
    PURE,
    /// Reads the person's own device.
    READ,
    /// Asks the person.
    ASK,
    /// Tells the person; kept back until the run is applied.
    SAY,
    /// Waits, durably.
    WAIT,
    /// Asks a service outside of the device.
    FETCH,
    /// Changes the person's device in a way that can be taken back.
    WRITE,
    /// Gives something to somebody else.
    SEND,
    /// Runs a command.
    EXECUTE,
    /// Removes something for good.
    DESTROY,
    /// Spends money.
    SPEND;

    /// Whether a preview records such a call instead of making it.
    public boolean isEffect() {
        return compareTo(WRITE) >= 0;
    }
}
