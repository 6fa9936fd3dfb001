package dev.errand.runtime.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.errand.intents.Tokens;
import dev.errand.runtime.home.Configuration;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is configured, typed and summed.
final class BudgetsTest {
    @TempDir
    Path folder;

    private Budgets read(String toml) {
        try {
            Configuration configuration = Configuration.read(Files.writeString(folder.resolve("config.toml"), toml));
            return Budgets.of(configuration, configuration::names);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aConfigurationWithoutBudgetsLimitsNothing() {
        assertThat(read("[model]\nname = \"x\"\n")).isEqualTo(Budgets.NONE);
    }

    @Test
    void limitsPricesAndConstantsAreRead() {
        Budgets budgets = read("""
                [budget]
                usd = 0.50
                tokens = 20_000
                [budget.day]
                minutes = 30
                [price."gpt-4.1-mini"]
                input = 0.40
                cached = 0.10
                output = 1.60
                [price.default]
                input = 3
                output = 15
                [energy]
                watts = 25
                [energy."gpt-4.1-mini"]
                input = 0.05
                output = 0.5
                """);
        assertThat(budgets.intent())
                .isEqualTo(Budget.NONE
                        .with(Resource.USD, new BigDecimal("0.5"))
                        .with(Resource.TOKENS, new BigDecimal(20_000)));
        assertThat(budgets.day()).isEqualTo(Budget.NONE.with(Resource.MINUTES, new BigDecimal(30)));
        Tokens tokens = new Tokens(1_000_000, 500_000, 1_000_000, false);
        assertThat(budgets.price("gpt-4.1-mini").orElseThrow().of(tokens)).isEqualByComparingTo("1.85");
        assertThat(budgets.price("another").orElseThrow().of(tokens)).isEqualByComparingTo("18");
        assertThat(budgets.energy().of("gpt-4.1-mini", new Tokens(7200, 0, 7200, false)))
                .isEqualByComparingTo("1.1");
        assertThat(budgets.energy().of("another", new Tokens(18_000, 0, 1800, false)))
                .isEqualByComparingTo("2");
        assertThat(budgets.energy().of(Duration.ofSeconds(144))).isEqualByComparingTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[budget]\nmax_usd = 1",
                "[budget]\nusd = \"much\"",
                "[budget]\nsteps = 1.5",
                "[budget]\nusd = -1",
                "[budget.week]\nusd = 1",
                "[budget.day]\nhours = 1",
                "[price.default]\ninput = 1",
                "[price.default]\ninput = 1\noutput = \"x\"",
                "[price]\ninput = 1",
                "[energy]\nwatt = 5"
            })
    void whatIsNotUnderstoodIsAnError(String toml) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(toml))
                .withMessageContaining("config.toml: ")
                .withMessageMatching("(?s).*(Limits are|is no limit|give a number|Write \\[).*");
    }

    @Test
    void aRaiseSetsOrAdds() {
        assertThat(Raise.parse("usd=2").from(new BigDecimal("0.5"))).isEqualByComparingTo("2");
        assertThat(Raise.parse("usd=+2").from(new BigDecimal("0.5"))).isEqualByComparingTo("2.5");
        assertThat(Raise.parse("day.tokens=500").scope()).isEqualTo(Scope.DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "usd=", "usd=two", "euros=2", "usd=-1", "steps=1.5", "week.usd=2", "usd=1e9"})
    void aRaiseThatIsNotUnderstoodSaysHowItIsWritten(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Raise.parse(typed))
                .withMessageContaining("--raise")
                .withMessageMatching("(?s).*(usd=2|such as).*");
    }

    @Test
    void sumsOfMoneyAreExact() {
        Price price = new Price(new BigDecimal("0.075001"), new BigDecimal("0.0375"), new BigDecimal("0.3"));
        BigDecimal once = price.of(new Tokens(3, 1, 7, false));
        Spending sum = Spending.NOTHING;
        for (int i = 0; i < 1_000_000; i++) {
            sum = sum.plus(Spending.call(10, once, BigDecimal.ZERO));
        }
        assertThat(sum.usd()).isEqualByComparingTo("2.287502");
        assertThat(sum.tokens()).isEqualTo(10_000_000);
    }

    @Test
    void amountsAreSaidAsAPersonSaysThem() {
        assertThat(Resource.USD.say(new BigDecimal("0.000231"))).isEqualTo("$0.000231");
        assertThat(Resource.USD.say(new BigDecimal("0.5"))).isEqualTo("$0.50");
        assertThat(Resource.USD.say(new BigDecimal("12.3456"))).isEqualTo("$12.35");
        assertThat(Resource.USD.say(BigDecimal.ZERO)).isEqualTo("$0.00");
        assertThat(Resource.TOKENS.say(new BigDecimal(12_345))).isEqualTo("12,345 tokens");
        assertThat(Resource.STEPS.say(BigDecimal.ONE)).isEqualTo("1 step");
        assertThat(Resource.MINUTES.say(new BigDecimal("2.5"))).isEqualTo("2.5 minutes");
        assertThat(Resource.WH.say(new BigDecimal("0.0123456"))).isEqualTo("0.0123 Wh (estimated)");
    }
}
