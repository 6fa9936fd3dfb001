package dev.errand.evaluation.understanding;

import dev.errand.evaluation.understanding.Understanding.By;
import dev.errand.os.spi.SkillReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand bench understanding`: what the offline planner makes of labelled utterances. Nothing is executed.
@Command(name = "understanding", description = "Measure how often words become the right operation without a model.")
public final class BenchUnderstanding implements Callable<Integer> {
    /// Which lines of a file are looked at.
    enum Part {
        ALL,
        /// Each line whose number does not divide by three: what the planner was improved with.
        TUNED,
        /// The others, which were never looked at while it was improved.
        HELD_OUT
    }

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "JSON Lines with id, utterance, action, oos (default: the utterances that are shipped).")
    @Nullable
    Path file;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "ALL, TUNED (two lines of three) or HELD_OUT (every third line).")
    Part part = Part.ALL;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "WORDS alone, or also by MEANING, as processes do that stay (default).")
    By by = By.MEANING;

    @Option(names = "--skill-sets", description = "Compare the same words on devices with ever more skills.")
    boolean skillSets;

    @Option(names = "--misses", description = "Show what was not understood rightly.")
    boolean misses;

    @Override
    public Integer call() throws IOException {
        List<Said> said = part(part, file == null ? Said.shipped() : Said.read(file));
        if (skillSets) {
            System.out.print(SkillSets.table(said, by));
            return 0;
        }
        Understanding understanding = Understanding.of(said, by, SkillReader.installed());
        System.out.print(understanding.text());
        double[] taken = Understanding.milliseconds(said, by);
        if (taken.length > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "planning, warm: %.1f ms at the median, %.1f ms at the 95th percentile%n",
                    taken[taken.length / 2],
                    taken[taken.length * 95 / 100]);
        }
        System.out.print(misses ? understanding.misses() : "");
        return 0;
    }

    static List<Said> part(Part part, List<Said> all) {
        return IntStream.range(0, all.size())
                .filter(i -> switch (part) {
                    case ALL -> true;
                    case TUNED -> (i + 1) % 3 != 0;
                    case HELD_OUT -> (i + 1) % 3 == 0;
                })
                .mapToObj(all::get)
                .toList();
    }
}
