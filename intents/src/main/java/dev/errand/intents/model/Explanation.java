package dev.errand.intents.model;

import dev.errand.intents.ModelAccess;
import dev.errand.intents.model.Answers.Reply;

/// Says to a person why there is no answer and what they can do.
final class Explanation {
    private Explanation() {}

    static Reply.Stopped of(ModelTrouble trouble, ModelAccess access, int retries) {
        String tries = retries == 0 ? "" : " (asked %d times)".formatted(retries + 1);
        return new Reply.Stopped(
                true,
                "The model %s at %s was asked for a workflow: %s%s."
                        .formatted(
                                access.model().isBlank() ? "(no name given)" : access.model(),
                                access.host(),
                                trouble.said().replaceAll("\\.$", ""),
                                tries),
                remedy(trouble, access));
    }

    private static String remedy(ModelTrouble trouble, ModelAccess access) {
        return switch (trouble.kind()) {
            case REFUSED -> refused(trouble.status(), access);
            case BUSY -> "Wait a while, or use another model (OPENAI_MODEL).";
            case BROKEN, ADAPTED -> "Try again later; if it stays so, look at the server behind OPENAI_BASE_URL.";
            case TIMEOUT -> "Try again, allow more time, or use a faster model (OPENAI_MODEL).";
            case UNREACHABLE ->
                "Check OPENAI_BASE_URL, whether the server runs, and the network. Many things also work without a model:"
                        + " --planner offline.";
            case GARBLED ->
                "Check OPENAI_BASE_URL: it must lead to a server that speaks the OpenAI protocol, and mostly ends in"
                        + " /v1.";
        };
    }

    private static String refused(int status, ModelAccess access) {
        return switch (status) {
            case 401, 403 ->
                access.apiKey().isBlank()
                        ? "No API key is set: set OPENAI_API_KEY."
                        : "Check OPENAI_API_KEY, and whether it may use the model in OPENAI_MODEL.";
            case 402, 429 -> "The account has nothing left: check its plan and billing, or use another OPENAI_API_KEY.";
            case 404 -> "Check OPENAI_MODEL and OPENAI_BASE_URL; the base URL mostly ends in /v1.";
            case 413 -> "Use a model that takes longer prompts (OPENAI_MODEL).";
            default -> "Check OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY.";
        };
    }
}
