package dev.errand.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.journal.Entry.OutsideWords;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OutsideTextsTest {
    private static final Operation SEND =
            SkillReader.installed().operation("mail.send").orElseThrow();

    private static List<OutsideWords> found(String body, String... outside) {
        OutsideTexts texts = new OutsideTexts();
        for (int i = 0; i < outside.length; i++) {
            texts.add(outside[i], new Origin(Provenance.OUTSIDE, "writer " + i));
        }
        ObjectNode arguments = new ObjectMapper().createObjectNode().put("body", body);
        return texts.in(SEND, arguments);
    }

    @Test
    void wordsOfOthersAreFoundWithTheirWriter() {
        assertThat(found("Dear Sam, pay to DE99 1234 5678 at once.", "My account: DE99 1234 5678 at ABC Bank"))
                .containsExactly(new OutsideWords("/body", 16, 35, "writer 0"));
        assertThat(found("Dear Sam, pay at once.", "Something else entirely")).isEmpty();
    }

    /// Few letters make many chance meetings, which is where two ways of looking would differ.
    @RepeatedTest(40)
    void theyAreThoseThatOneFindsByLookingEverywhere(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String body = letters(random, 120);
        String outside = letters(random, 60) + body.substring(30, 30 + random.nextInt(40)) + letters(random, 20);

        boolean[] marked = new boolean[body.length()];
        for (OutsideWords words : found(body, outside)) {
            for (int i = words.start(); i < words.end(); i++) {
                marked[i] = true;
            }
        }

        for (int i = 0; i < body.length(); i++) {
            assertThat(marked[i]).as("%d in %s, of %s", i, body, outside).isEqualTo(isInCommonRun(body, i, outside));
        }
    }

    private static boolean isInCommonRun(String body, int at, String outside) {
        for (int from = Math.max(0, at - OutsideTexts.LEAST + 1);
                from <= at && from + OutsideTexts.LEAST <= body.length();
                from++) {
            if (outside.contains(body.substring(from, from + OutsideTexts.LEAST))) {
                return true;
            }
        }
        return false;
    }

    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    /// Every piece of such a text stands in it hundreds of thousands of times.
    @Test
    void aLongTextThatRepeatsItselfIsLookedThroughOnce() {
        String text = "ha".repeat(150_000);
        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThat(found(text, text + "!"))
                        .containsExactly(new OutsideWords("/body", 0, text.length(), "writer 0")));
    }
}
