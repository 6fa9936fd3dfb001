package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.Usage;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Words that no sentence of a skill fits.
class GistTest {
    private static final Catalogue DEVICE = SkillReader.installed();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "would you mind putting on an alarm for eight am | clock.alarm({at: \"2026-11-21T08:00\"",
                "any reminders still pending | reminders.list()",
                "where exactly am i located currently | location.current()",
                "computer tell me all my alarms | clock.alarms()",
                "welche erinnerungen gibt es gerade noch | reminders.list()",
            })
    void areReadByWhatTheySpeakOf(String words, String code) {
        assertThat(Planned.assess(words, DEVICE)).isInstanceOf(Assessment.Likely.class);
        assertThat(Planned.code(words, DEVICE)).contains(code);
    }

    @Test
    void aWordThatTellsWhichIsNotPassedOver() {
        assertThat(Planned.assess("Delete all empty files in Drafts", DEVICE)).isNotInstanceOf(Assessment.Likely.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "Wake me at half past six tomorrow | \"2026-11-21T06:30\"",
                "remind me at half past six in the morning to run | \"2026-11-21T06:30\"",
                "remind me at half past six to run | \"2026-11-20T18:30\"",
                "Delete my folder Taxes | {type: \"folder\"}",
                "Make a folder Lisbon 2026 in Pictures | files.makeFolder((parent",
                "Put a party on Saturday from 21:00 until 2 in the morning into my calendar | const end = \"2026-11-20T",
                "what time is it in Tokyo | clock.now(city)",
                "turn the bedroom lights red | \"color\", color",
            })
    void sentencesSayWhatIsMeant(String words, String code) {
        assertThat(Planned.code(words, DEVICE)).contains(code);
    }

    @Test
    void whatTheyLeaveOpenIsAsked() {
        assertThat(Planned.code("i really want to add something to my calendar", DEVICE))
                .contains("user.ask(", "calendar.create(");
    }

    @Test
    void whatIsNotSureIsAskedAndMayBeNothingOfIt() {
        assertThat(Planned.assess("make a meeting reminder for thursday with the neighbours", DEVICE))
                .isInstanceOfSatisfying(
                        Assessment.Close.class,
                        close -> assertThat(close.plan().code())
                                .contains("reminders.add(", "\"None of these\"", "if (wish === "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i do not want an alarm for eight am",
                "can my credit limit be increased to a thousand",
                "hand in a request for turning reward points into cash",
                "i want a hotel near the museum from january 4th to the 8th",
                "how many vacation days do i have left",
                "überweise bitte hundert euro an paul",
            })
    void whatSpeaksOfOtherThingsIsDeclined(String words) {
        assertThat(Planned.assess(words, DEVICE)).isInstanceOf(Assessment.None.class);
    }

    @Test
    void aQuestionAboutTheWorldIsLookedUpAndOneAboutThePersonIsNot() {
        assertThat(Planned.code("how tall is mount everest", DEVICE)).contains("web.search(query)");
        assertThat(Planned.assess("how tall is my brother", DEVICE)).isInstanceOf(Assessment.None.class);
    }

    @Test
    void aModelIsAskedBeforeItWhereThereIsOne() {
        List<String> asked = new ArrayList<>();
        Planner model = new Planner() {
            @Override
            public String name() {
                return "model";
            }

            @Override
            public Planning plan(PlanRequest request, Progress progress) {
                asked.add(request.intent().text());
                return new Planning.Declined("", "", new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO));
            }
        };
        PlanRequest likely = Planned.request("where exactly am i located currently", DEVICE);
        PlanRequest clear = Planned.request("where am i", DEVICE);
        AutoPlanner both = new AutoPlanner(new OfflinePlanner(), model);
        AutoPlanner alone = new AutoPlanner(new OfflinePlanner(), null);

        assertThat(both.plan(likely, Planner.Progress.silent())).isInstanceOf(Planning.Declined.class);
        assertThat(both.plan(clear, Planner.Progress.silent())).isInstanceOf(Planning.Planned.class);
        assertThat(alone.plan(likely, Planner.Progress.silent())).isInstanceOf(Planning.Planned.class);
        assertThat(asked).containsExactly("where exactly am i located currently");
    }
}
