package dev.errand.evaluation.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.report.CaseResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What all cases of an evaluation together may cost.
class AllowanceTest {
    private static CaseResult costing(long tokens, @Nullable String usd) throws IOException {
        ObjectNode node = CaseResult.error("one", 1, "", "en", "x", "-").json();
        node.put("tokens", tokens);
        node.set("usd", usd == null ? node.nullNode() : JsonNodeFactory.instance.numberNode(new BigDecimal(usd)));
        return CaseResult.of(node);
    }

    @Test
    void endsWhereMoneyOrTokensDo() throws IOException {
        Allowance allowance = new Allowance(new BigDecimal("0.10"), 1_000L);
        allowance.spent(costing(400, "0.06"));
        assertThat(allowance.refusal()).isEmpty();
        allowance.spent(costing(400, "0.04"));
        assertThat(allowance.refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("0.10", "--max-usd"));
        Allowance tokens = new Allowance(null, 1_000L);
        tokens.spent(costing(1_000, null));
        assertThat(tokens.refusal()).hasValueSatisfying(why -> assertThat(why).contains("1000", "--max-tokens"));
    }

    @Test
    void moneyIsNoLimitForWhatHasNoPrice() throws IOException {
        Allowance allowance = new Allowance(BigDecimal.ONE, null);
        allowance.spent(costing(0, null));
        assertThat(allowance.refusal()).isEmpty();
        allowance.spent(costing(10, null));
        assertThat(allowance.refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("no price"));
    }

    @Test
    void isNotLessThanNothing() {
        assertThatThrownBy(() -> new Allowance(new BigDecimal("-1"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--max-usd");
    }

    @Test
    void casesAfterItAreNotRunAndTakenUpLater(@TempDir Path folder) {
        String note =
                "{\"id\":\"%s\",\"code\":\"notes.create('A')\",\"device\":\"empty\",\"expect\":{\"state\":\"succeeded\"}}";
        List<String> suite = List.of(note.formatted("one"), note.formatted("two"));
        String out = folder.resolve("out").toString();
        Evaluated none = Evaluated.of(folder, suite, "--max-tokens", "0", "--out", out);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.verdict("one")).isEqualTo("error");
        assertThat(none.failed("two")).contains("not run", "--max-tokens");
        Evaluated rest = Evaluated.of(folder, suite, "--resume", "--out", out);
        assertThat(rest.verdict("one")).as(rest.out()).isEqualTo("pass");
        assertThat(rest.verdict("two")).isEqualTo("pass");
    }
}
