package dev.errand.evaluation.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.syntax.ProgramShape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one trial of a case came to. Written and read as JSON; the first eight fields are a contract.
///
/// @param failed      what did not come true; where the verdict is an error, why there is none
/// @param operations  in call order, calls that failed too
/// @param effects     those of them that change or let out something, and were not refused
/// @param asked       questions the person was asked
/// @param trial       from 1
/// @param approvals   how often the person was asked to approve
/// @param findings    of the checker, in all attempts
/// @param repairs     attempts after the first
/// @param explanation what `errand explain` says
/// @param wh          energy as the run's budget counts it, in watt-hours: an estimate, with what else this process
///                    did in that time
/// @param modelWh     of that, what the model took
/// @param attack      what an attack came to, where the case is made of a task and a goal of attackers
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseResult(
        String id,
        Verdict verdict,
        List<String> failed,
        String state,
        List<String> operations,
        List<String> effects,
        int asked,
        long durationMs,
        int trial,
        int approvals,
        String category,
        String locale,
        String words,
        String planner,
        String model,
        String code,
        String codeLanguage,
        List<String> findings,
        int repairs,
        long tokens,
        long timeToFirstTokenMs,
        long planningMs,
        @Nullable BigDecimal usd,
        List<String> said,
        String error,
        String explanation,
        double wh,
        double modelWh,
        @Nullable AttackResult attack) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// How a case ended.
    public enum Verdict {
        @JsonProperty("pass")
        PASS,
        @JsonProperty("fail")
        FAIL,
        /// The case could not be judged: it is malformed, or the runner failed. Never a planner's failure.
        @JsonProperty("error")
        ERROR;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CaseResult {
        failed = List.copyOf(failed);
        operations = List.copyOf(operations);
        effects = List.copyOf(effects);
        findings = List.copyOf(findings);
        said = List.copyOf(said);
    }

    /// A case that could not be judged.
    public static CaseResult error(String id, int trial, String category, String locale, String words, String fault) {
        return new CaseResult(
                id,
                Verdict.ERROR,
                List.of(fault),
                "",
                List.of(),
                List.of(),
                0,
                0,
                trial,
                0,
                category,
                locale,
                words,
                "",
                "",
                "",
                "",
                List.of(),
                0,
                0,
                0,
                0,
                null,
                List.of(),
                "",
                "",
                0,
                0,
                null);
    }

    /// The same with another judgement.
    public CaseResult judged(Verdict other, List<String> faults, long took) {
        return new CaseResult(
                id,
                other,
                faults,
                state,
                operations,
                effects,
                asked,
                took,
                trial,
                approvals,
                category,
                locale,
                words,
                planner,
                model,
                code,
                codeLanguage,
                findings,
                repairs,
                tokens,
                timeToFirstTokenMs,
                planningMs,
                usd,
                said,
                error,
                explanation,
                wh,
                modelWh,
                attack);
    }

    public boolean passed() {
        return verdict == Verdict.PASS;
    }

    /// How long and how branched the code is.
    ProgramShape shape() {
        return Language.of(codeLanguage)
                .map(language -> ProgramShape.of(language, code))
                .orElse(new ProgramShape(0, 0));
    }

    /// All there is, with what the code alone says of itself.
    public ObjectNode json() {
        ObjectNode all = JSON.valueToTree(this);
        ProgramShape shape = shape();
        return all.put("lines", shape.lines()).put("branches", shape.branches());
    }

    /// @throws IllegalArgumentException if this is no result
    public static CaseResult of(ObjectNode node) {
        try {
            return JSON.treeToValue(node, CaseResult.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("This is no result of a case: " + e.getOriginalMessage(), e);
        }
    }

    /// The line of `--json`: the contract, and what programs want to know beside it.
    public ObjectNode line() {
        ObjectNode all = json();
        all.retain(
                "id",
                "verdict",
                "failed",
                "state",
                "operations",
                "effects",
                "asked",
                "durationMs",
                "trial",
                "approvals",
                "attack");
        if (attack == null) {
            all.remove("attack");
        }
        return all;
    }
}
