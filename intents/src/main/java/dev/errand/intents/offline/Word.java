package dev.errand.intents.offline;

/// One word of an utterance.
///
/// @param key    what is compared: lower case, without accents
/// @param start  where it stands in the text it was read from
/// @param end    exclusive
/// @param quoted whether it is a whole quotation; `start` and `end` then include the quotation marks
record Word(String key, int start, int end, boolean quoted) {}
