package dev.errand.runtime.budget;

import dev.errand.os.device.Settings;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What the person's configuration says about budgets.
///
/// ```toml
/// [budget]              # for each intent: calls, tokens, usd, steps, minutes, wh
/// usd = 0.50
/// [budget.day]          # for all intents of a day together
/// usd = 5
/// [price."gpt-4o-mini"] # US dollars for a million tokens; `default` stands for models without a price
/// input = 0.15
/// cached = 0.075
/// output = 0.60
/// [energy]
/// watts = 10
/// [energy.default]      # joules a token; or a model's name
/// input = 0.2
/// output = 2
/// ```
///
/// @param intent limits for each intent; its own limits go before them
/// @param day    limits for all intents of a day in the person's zone
/// @param prices by the model's name, or `default`
public record Budgets(Budget intent, Budget day, Map<String, Price> prices, Energy energy) {
    /// No limits and no prices.
    public static final Budgets NONE = new Budgets(Budget.NONE, Budget.NONE, Map.of(), Energy.ASSUMED);

    private static final String DEFAULT = "default";

    public Budgets {
        prices = Map.copyOf(prices);
    }

    /// @param names all names in a table, those of tables in it as `table.name`
    /// @throws IllegalArgumentException with a message for the person if something there is not understood: a limit
    /// that is not in force because of a slip of the pen would be worse than an error
    public static Budgets of(Settings settings, Function<String, Set<String>> names) {
        Reader reader = new Reader(settings, names);
        return new Budgets(reader.budget("budget"), reader.budget("budget.day"), reader.prices(), reader.energy());
    }

    /// What a model costs; empty if nobody said so.
    public Optional<Price> price(String model) {
        return Optional.ofNullable(prices.getOrDefault(model, prices.get(DEFAULT)));
    }

    private record Reader(Settings settings, Function<String, Set<String>> names) {
        Budget budget(String table) {
            Budget budget = Budget.NONE;
            for (String name : names.apply(table)) {
                if (name.startsWith("day.") && table.equals("budget")) {
                    continue;
                }
                String key = table + "." + name;
                Resource resource = Resource.of(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "config.toml: %s is not known. Limits are %s.".formatted(key, Resource.ids())));
                budget = budget.with(resource, Budget.parse(resource, text(key), "config.toml: " + key));
            }
            return budget;
        }

        Map<String, Price> prices() {
            Map<String, Price> prices = new HashMap<>();
            for (String model : tables("price", List.of("input", "cached", "output"))) {
                BigDecimal input = number("price." + model + ".input");
                BigDecimal output = number("price." + model + ".output");
                String cached = "price." + model + ".cached";
                prices.put(model, new Price(input, settings.text(cached).isPresent() ? number(cached) : input, output));
            }
            return prices;
        }

        Energy energy() {
            Map<String, Energy.Joules> models = new HashMap<>();
            for (String model : tables("energy", List.of("input", "output"))) {
                models.put(
                        model,
                        new Energy.Joules(number("energy." + model + ".input"), number("energy." + model + ".output")));
            }
            Energy.Joules other = Optional.ofNullable(models.remove(DEFAULT)).orElse(Energy.ASSUMED.other());
            boolean watts = settings.text("energy.watts").isPresent();
            return new Energy(models, other, watts ? number("energy.watts") : Energy.ASSUMED.watts());
        }

        /// The names of the tables in a table. Models' names may have points in them.
        private Set<String> tables(String table, List<String> members) {
            Set<String> found = new java.util.TreeSet<>();
            for (String name : names.apply(table)) {
                int point = name.lastIndexOf('.');
                if (point < 0 && table.equals("energy") && name.equals("watts")) {
                    continue;
                }
                if (point < 0 || !members.contains(name.substring(point + 1))) {
                    throw new IllegalArgumentException(
                            "config.toml: %s.%s is not known. Write [%s.\"MODEL\"] or [%s.default], and in it %s."
                                    .formatted(table, name, table, table, String.join(", ", members)));
                }
                found.add(name.substring(0, point));
            }
            return found;
        }

        private String text(String key) {
            return settings.text(key).orElse("");
        }

        private BigDecimal number(String key) {
            String typed = text(key).strip();
            if (!typed.matches("\\d{1,9}(\\.\\d{1,6})?")) {
                throw new IllegalArgumentException("config.toml: %s is %s; give a number such as 0.15."
                        .formatted(key, typed.isEmpty() ? "missing" : "\"" + typed + "\""));
            }
            return new BigDecimal(typed);
        }
    }
}
