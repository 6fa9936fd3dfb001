package dev.errand.runtime.engine;

import dev.errand.intents.MeteredModel;
import dev.errand.os.contacts.Contacts;
import dev.errand.os.device.Device;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.StepContext;
import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.policy.Judge;
import dev.errand.runtime.policy.People;
import dev.errand.runtime.policy.RuleFile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What the calls of an execution have around them.
///
/// @param rules   the person's
/// @param history what the device has done so far
/// @param places  of the device, as runs share them
record Surroundings(
        Device device, Catalogue catalogue, InstantSource clock, RuleFile rules, CallHistory history, Places places) {
    /// Who decides about effects of a run, with rules and contacts as they are now.
    Judge judge(Run run) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), ZoneId.of(run.start().zone()));
        return new Judge(rules.read(), history, People.of(() -> Contacts.of(device)), today);
    }

    /// Chance that tells whether it was drawn from.
    static final class Chance implements RandomGenerator {
        private final SplittableRandom random;
        private boolean drawn;

        Chance(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public long nextLong() {
            drawn = true;
            return random.nextLong();
        }

        boolean isDrawn() {
            return drawn;
        }
    }

    /// What the step asks of a model is taken from the run's budget.
    StepContext context(RunLog log, int step, Instant now, Storage storage, Chance chance, boolean preview) {
        Run run = log.run();
        return new StepContext(
                stepId(run, step),
                now,
                ZoneId.of(run.start().zone()),
                Locale.forLanguageTag(run.start().locale()),
                chance,
                storage,
                device.settings(),
                device.cache(),
                device.model() instanceof MeteredModel metered ? metered.within(log.purse()) : device.model(),
                preview,
                run.start().occasion().payload());
    }

    Chance chance(Run run, int step) {
        return chanceOf(run, step);
    }

    /// The same for the same step, whenever it is asked for.
    static Chance chanceOf(Run run, int step) {
        return new Chance(run.start().seed() + 0x9E3779B97F4A7C15L * step);
    }

    static String stepId(Run run, int step) {
        return run.id().value() + "-" + step;
    }
}
