package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.Plan;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Sentence;
import dev.errand.sandbox.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfflinePlannerTest {
    private static final Catalogue SMALL = SmallDevice.catalogue();

    @Test
    void theCarTitleIsLookedUpChosenAndSent() {
        assertThat(Planned.code("Please send my car title to my insurance company", SMALL))
                .isEqualTo("""
                        const contacts1 = contacts.find("insurance company").filter(c => c.emails.length > 0);
                        if (contacts1.length === 0) throw new Error("I found no contact for \\"insurance company\\".");
                        let insuranceCompany = contacts1[0];
                        if (contacts1.length > 1 && contacts1[1].score > 0.8 * contacts1[0].score) {
                          const labels = contacts1.slice(0, 8).map(c => `${c.name} <${c.emails[0]}>`);
                          const answer = user.ask("Which contact do you mean by \\"insurance company\\"?", {choices: labels});
                          insuranceCompany = contacts1[labels.indexOf(answer)];
                        }

                        const files1 = files.find("car title");
                        if (files1.length === 0) throw new Error("I found no file for \\"car title\\".");
                        let carTitle = files1[0];
                        if (files1.length > 1 && files1[1].score > 0.8 * files1[0].score) {
                          const answer = user.ask("Which file do you mean by \\"car title\\"?", \
                        {choices: files1.slice(0, 8).map(f => f.path)});
                          carTitle = files1.find(f => f.path === answer);
                        }

                        const sent = mail.send({to: insuranceCompany, subject: "Car title", \
                        body: "Hello,\\n\\nplease find attached: Car title.\\n\\nKind regards", attachments: carTitle});
                        user.say(`Sent “Car title” to ${insuranceCompany.name} with ${carTitle.path}.`);
                        return sent;
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Please sleep for 5 seconds | clock.sleep(5)",
                "wait one hour and a half | clock.sleep(5400)",
                "warte bitte eine halbe Stunde | clock.sleep(1800)",
                "could you please wait 1 h 30 | clock.sleep(5400)",
                "list all files in the current directory | files.list(\".\")",
                "Kannst du mir alle Dateien in ./rechnungen zeigen? | files.list(\"./rechnungen\")",
                "look up contact anna and send her my lease | contacts.find(\"anna\")",
                "find my lease and send it to Anna | attachments: lease})",
                "send a.pdf and b.pdf to jane@example.org | attachments: [\"a.pdf\", \"b.pdf\"]",
                "send \"my car title.pdf\" to jane@example.org | to: \"jane@example.org\"",
                "tell anna that i'll be late | body: \"I'll be late\"",
            })
    void literalsAndLookUpsAreWritten(String words, String expected) {
        assertThat(Planned.code(words, SMALL)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order an express pick-up for the blue box tomorrow at 5"
                        + " | {parcel: \"the blue box\", at: \"2026-11-21T17:00\", speed: \"express\"}",
                "book a pick-up of box 12 next monday at 9:30 | {parcel: \"box 12\", at: \"2026-11-23T09:30\"}",
                "bestelle eine Abholung für Kiste 3 am 24.12. um 15 Uhr | {parcel: \"Kiste 3\", at: \"2026-12-24T15:00\"}",
                "ship my lease by parcel to anna | const thing = lease;",
            })
    void aNewSkillWorksByItsSentencesAlone(String words, String expected) {
        assertThat(Planned.code(words, SMALL)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order me a pizza",
                "book a flight to Rome",
                "which is the largest city in germany?",
                "find my lease and order a pizza",
                "do not send my car title to anna",
                "send",
                "???",
                "find a decent rental car for next week",
            })
    void whatNoSkillCoversIsDeclinedWithARemedy(String words) {
        assertThat(Planned.assess(words, SMALL)).isInstanceOfSatisfying(Assessment.None.class, none -> {
            assertThat(none.declined().reason()).endsWith(".");
            assertThat(none.declined().remedy()).contains("OPENAI_API_KEY");
        });
    }

    @Test
    void pythonAndSecondPlansAreDeclined() {
        PlanRequest request = Planned.request("wait 5 seconds", SMALL);
        PlanRequest python =
                new PlanRequest(request.intent(), SMALL, Language.PYTHON, request.now(), request.zone(), List.of());
        PlanRequest again = new PlanRequest(
                request.intent(),
                SMALL,
                Language.JAVASCRIPT,
                request.now(),
                request.zone(),
                List.of(new PlanRequest.Denial("clock.sleep(5);", "too long")));

        assertThat(new OfflinePlanner().assess(python)).isInstanceOf(Assessment.None.class);
        assertThat(new OfflinePlanner().assess(again)).isInstanceOf(Assessment.None.class);
    }

    @Test
    void autoAsksTheModelOnlyWhereTheWordsAreNotClear() {
        Planner model = new Planner() {
            @Override
            public String name() {
                return "model";
            }

            @Override
            public Planning plan(PlanRequest request, Progress progress) {
                return new Planning.Planned(new Plan(
                        Language.JAVASCRIPT,
                        "1",
                        "model",
                        "m",
                        List.of(),
                        new dev.errand.intents.Usage(1, 1, 1, Duration.ZERO, Duration.ZERO)));
            }
        };

        assertThat(planner(new AutoPlanner(new OfflinePlanner(), model), "wait 5 seconds"))
                .isEqualTo("offline");
        assertThat(planner(new AutoPlanner(new OfflinePlanner(), model), "order me a pizza"))
                .isEqualTo("model");
        assertThat(planner(new AutoPlanner(new OfflinePlanner(), null), "order me a pizza"))
                .isEqualTo("declined");
    }

    @Test
    void fiveHundredSentencesAreSearchedInAFractionOfASecond() {
        List<Sentence> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String pattern =
                    "(do|make|start) [the] thing" + i + " (with|for) {what:text} [in {place:path}] [at {when:time}]";
            many.add(new Sentence("en", pattern, "user.say(what);", Map.of()));
        }
        List<Catalogue.SkillEntry> skills = new ArrayList<>(SMALL.skills());
        skills.add(new Catalogue.SkillEntry("many", "Many", List.of(), many));
        Catalogue catalogue = new Catalogue(skills);
        OfflinePlanner planner = new OfflinePlanner();
        String said = "please start thing499 for my old friend and then wait 5 seconds and delete lease.pdf";
        for (int i = 0; i < 20; i++) {
            planner.assess(Planned.request(said, catalogue));
        }

        long start = System.nanoTime();
        Assessment warm = planner.assess(Planned.request(said, catalogue));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(warm).isInstanceOf(Assessment.Clear.class);
        assertThat(taken).isLessThan(Duration.ofMillis(500));
    }

    private static String planner(Planner planner, String words) {
        return switch (planner.plan(Planned.request(words, SMALL), Planner.Progress.silent())) {
            case Planning.Planned planned -> planned.plan().planner();
            case Planning.Declined _ -> "declined";
            case Planning.Failed _ -> "failed";
            case Planning.OverBudget _ -> "over budget";
        };
    }
}
