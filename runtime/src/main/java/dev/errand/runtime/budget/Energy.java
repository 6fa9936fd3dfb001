package dev.errand.runtime.budget;

import dev.errand.intents.Tokens;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;

/// An estimate of the electrical energy that an intent takes; nothing is measured but CPU time.
///
/// Watt-hours = (input tokens × joules an input token + output tokens × joules an output token
/// + CPU seconds × watts of a busy core) ÷ 3600.
///
/// The constants are assumptions. 2 J an output token is what published estimates for large models in data centres
/// come to: about 0.3 Wh for an answer of some 500 tokens (Epoch AI, "How much energy does ChatGPT use?", 2025; OpenAI
/// named 0.34 Wh, Google 0.24 Wh for the median prompt of Gemini, 2025). Input tokens are worked on together and are
/// taken for a tenth of that, cached ones the same. 10 W is a busy core of a laptop with its share of memory. Models
/// differ by a factor of ten and more: who knows better says so in `[energy]`.
///
/// @param models joules a token, by the model's name
/// @param other  joules a token of every other model
/// @param watts  of a busy core
public record Energy(Map<String, Joules> models, Joules other, BigDecimal watts) {
    public static final Energy ASSUMED =
            new Energy(Map.of(), new Joules(new BigDecimal("0.2"), new BigDecimal(2)), BigDecimal.TEN);

    /// The formula in words, for whoever reads the number.
    public static final String FORMULA =
            "(input tokens × J + output tokens × J + CPU seconds × W) ÷ 3600; an estimate, see [energy] in config.toml";

    private static final BigDecimal JOULES_A_WATT_HOUR = BigDecimal.valueOf(3600);
    private static final int DIGITS = 9;

    public Energy {
        models = Map.copyOf(models);
    }

    /// Joules for one token.
    public record Joules(BigDecimal input, BigDecimal output) {}

    /// Watt-hours of a request to a model.
    public BigDecimal of(String model, Tokens tokens) {
        Joules joules = models.getOrDefault(model, other);
        return wattHours(joules.input()
                .multiply(BigDecimal.valueOf(tokens.input()))
                .add(joules.output().multiply(BigDecimal.valueOf(tokens.output()))));
    }

    /// Watt-hours of the device itself.
    public BigDecimal of(Duration cpu) {
        return wattHours(watts.multiply(BigDecimal.valueOf(cpu.toMillis()).movePointLeft(3)));
    }

    private static BigDecimal wattHours(BigDecimal joules) {
        return Budget.plain(joules.divide(JOULES_A_WATT_HOUR, DIGITS, RoundingMode.HALF_UP));
    }
}
