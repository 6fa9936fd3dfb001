package dev.errand.os.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Recovery;

/// One tool, as its server described it when it was last asked.
///
/// @param original    its name there
/// @param summary     the server's words, one line
/// @param schema      JSON Schema of its arguments
/// @param hints       what the server says of its effects: `readOnlyHint`, `destructiveHint`, `idempotentHint`,
/// `openWorldHint`
/// @param fingerprint of all that the server says about it; another one as soon as it says anything else
record Tool(String original, String summary, JsonNode schema, JsonNode hints, String fingerprint) {
    private static final int FINGERPRINT = 24;

    static Tool of(String original, String summary, JsonNode schema, JsonNode hints, String hash) {
        JsonNode said = hints.isObject() ? hints : JsonNodeFactory.instance.objectNode();
        return new Tool(original, summary, schema, said, hash.substring(0, FINGERPRINT));
    }

    /// What a call does to the world. A server may say that it does more than SEND; that it does less counts only
    /// where the person trusts the tool.
    ///
    /// @param here whether the server runs on this machine: only then can reading stay on it
    EffectClass effect(boolean trusted, boolean here) {
        if (says("destructiveHint")) {
            return EffectClass.DESTROY;
        }
        if (!trusted || !says("readOnlyHint")) {
            return EffectClass.SEND;
        }
        boolean staysHere = here && hints.path("openWorldHint").isBoolean() && !says("openWorldHint");
        return staysHere ? EffectClass.READ : EffectClass.FETCH;
    }

    Recovery recovery(boolean trusted) {
        return trusted && says("idempotentHint") ? Recovery.IDEMPOTENT : Recovery.ONCE;
    }

    private boolean says(String hint) {
        return hints.path(hint).asBoolean(false);
    }
}
