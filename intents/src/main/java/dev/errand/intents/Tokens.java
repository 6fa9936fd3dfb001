package dev.errand.intents;

/// What one request to a model took.
///
/// @param input     tokens of all that was sent, cached ones among them
/// @param cached    how many of these the server still had worked out
/// @param output    tokens of the answer
/// @param estimated whether these are estimates, because the server did not count or the answer broke off
public record Tokens(long input, long cached, long output, boolean estimated) {
    public static final Tokens NONE = new Tokens(0, 0, 0, false);

    private static final int CHARACTERS_A_TOKEN = 4;

    /// One token for four characters: the rule of thumb for English and code. Languages with other scripts take more.
    public static long estimate(long characters) {
        return (characters + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
    }

    public long total() {
        return input + output;
    }
}
