package dev.errand.runtime.journal;

import dev.errand.os.device.Hash;

/// The end of a run's chain. Each link binds the one before it, its own number and time, and the hash of its body.
record ChainEnd(long sequence, String chain) {
    static final ChainEnd NOTHING = new ChainEnd(0, "");

    ChainEnd followedBy(String at, String hash) {
        long next = sequence + 1;
        return new ChainEnd(next, Hash.of(chain + '\n' + next + '\n' + at + '\n' + hash));
    }
}
