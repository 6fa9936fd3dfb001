package dev.errand.os.random;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.util.List;

/// Numbers and choices by chance. Every value comes from the run's journaled seed: a replay draws the same ones.
@SkillSpec(name = "random", summary = "Chance: numbers, and picking from a list.")
@Sentences(
        value = {"roll a (die|dice)", "roll the dice", "throw a (die|dice)"},
        code = "user.say(`You rolled a ${random.integer(1, 6)}.`);")
@Sentences(
        value = {"roll two dice", "roll a pair of dice", "throw two dice"},
        code = """
        const first = random.integer(1, 6);
        const second = random.integer(1, 6);
        user.say(`You rolled a ${first} and a ${second}, ${first + second} together.`);
        """)
@Sentences(
        value = {"(flip|toss) a coin", "heads or tails"},
        code = "user.say(`It is ${random.pick(['heads', 'tails'])}.`);")
@Sentences(
        value = {"(pick|choose|decide) [one] (between|from|of) {options:text}", "pick one at random from {options:text}"
        },
        code = """
        const list = options.split(/\\s*,\\s*(?:and\\s+|or\\s+)?|\\s+(?:and|or)\\s+/).filter(option => option);
        user.say(`I pick ${random.pick(list)}.`);
        """)
@Sentences(
        language = "de",
        value = {"würfle", "(wirf|rolle) einen würfel"},
        code = "user.say(`Du hast eine ${random.integer(1, 6)} gewürfelt.`);")
@Sentences(
        language = "de",
        value = {"wirf eine münze", "kopf oder zahl"},
        code = "user.say(`Es ist ${random.pick(['Kopf', 'Zahl'])}.`);")
public final class RandomSkill implements Skill {
    @OperationSpec(effect = EffectClass.PURE, summary = "A random whole number from min to max, both included.")
    @Sentences({
        "[(tell|give) me] [a] random number (between|from) {min} (and|to) {max}",
        "(pick|choose|think of|generate) a [random] number (between|from) {min} (and|to) {max}"
    })
    @Sentences(
            language = "de",
            value = {
                "[(sag|nenne|gib) mir] eine (zufällige zahl|zufallszahl) (zwischen|von) {min} (und|bis) {max}",
                "zufallszahl (zwischen|von) {min} (und|bis) {max}"
            })
    public long integer(long min, long max, StepContext context) {
        if (min > max) {
            throw DeviceFailure.invalid(
                    "There is no whole number from " + min + " to " + max + ".", "Give the smaller number first.");
        }
        // The bound of nextLong is excluded; one more than the greatest number there is would be none.
        return max < Long.MAX_VALUE
                ? context.random().nextLong(min, max + 1)
                : min > Long.MIN_VALUE
                        ? context.random().nextLong(min - 1, max) + 1
                        : context.random().nextLong();
    }

    @OperationSpec(effect = EffectClass.PURE, summary = "One element of a list, picked by chance.")
    public JsonNode pick(@Param("any values; not empty") List<JsonNode> list, StepContext context) {
        if (list.isEmpty()) {
            throw DeviceFailure.invalid(
                    "random.pick got an empty list: there is nothing to pick from.",
                    "Look whether the list has elements (list.length) before picking.");
        }
        return list.get(context.random().nextInt(list.size()));
    }
}
