package dev.errand.runtime.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/// Names of OpenTelemetry's semantic conventions for generative AI, as of version 1.41.0, and our own.
///
/// All of `gen_ai.*` is still called "development" there: a newer version changes this class and nothing else.
final class GenAi {
    static final String SCHEMA = "https://opentelemetry.io/schemas/1.41.0";

    static final String INVOKE_AGENT = "invoke_agent";
    static final String CHAT = "chat";
    static final String EXECUTE_TOOL = "execute_tool";
    static final String APPROVAL = "errand.approval";

    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
    static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("gen_ai.conversation.id");
    static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");
    static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    static final AttributeKey<String> TOOL_TYPE = AttributeKey.stringKey("gen_ai.tool.type");
    static final AttributeKey<String> TOOL_CALL = AttributeKey.stringKey("gen_ai.tool.call.id");
    static final AttributeKey<String> TOOL_ARGUMENTS = AttributeKey.stringKey("gen_ai.tool.call.arguments");
    static final AttributeKey<String> TOOL_RESULT = AttributeKey.stringKey("gen_ai.tool.call.result");
    static final String TOKENS_OF = "gen_ai.usage.%s_tokens";
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    static final String TOKEN_USAGE = "gen_ai.client.token.usage";
    static final String DURATION = "gen_ai.client.operation.duration";

    static final AttributeKey<String> STATE = AttributeKey.stringKey("errand.run.state");
    static final AttributeKey<String> CHANNEL = AttributeKey.stringKey("errand.channel");
    static final AttributeKey<String> PLANNER = AttributeKey.stringKey("errand.planner");
    static final AttributeKey<String> INTENT = AttributeKey.stringKey("errand.intent");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("errand.outcome");
    static final AttributeKey<Boolean> PREVIEW = AttributeKey.booleanKey("errand.preview");
    static final AttributeKey<Double> USD = AttributeKey.doubleKey("errand.cost.usd");
    static final AttributeKey<Long> MODEL_CALLS = AttributeKey.longKey("errand.model_calls");
    static final AttributeKey<Long> EFFECTS = AttributeKey.longKey("errand.effects");
    static final AttributeKey<String> DECISION = AttributeKey.stringKey("errand.decision");
    static final AttributeKey<String> SOURCE = AttributeKey.stringKey("errand.decision.source");

    private GenAi() {}
}
