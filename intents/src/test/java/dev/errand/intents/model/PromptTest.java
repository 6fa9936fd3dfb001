package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.errand.intents.Allowance;
import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Finding;
import dev.errand.sandbox.check.ProgramChecker;
import java.time.Instant;
import java.time.ZoneId;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptTest {
    private static final int MOST_TOKENS = 4_000;
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final Catalogue INSTALLED = SkillReader.installed();
    private static final WorkflowCheck CHECK = new WorkflowCheck(new ProgramChecker());
    private static final Ranking RANKING = new WordRanking();
    private static final List<String> PAPER = List.of(
            "Please sleep for 5 seconds",
            "Please tell me a random number between 1 and 100",
            "Please tell me the current temperature",
            "Play a random song in my list for 5 seconds",
            "Which is the largest city in germany?",
            "Please tell me all files in the current directory",
            "Please send my car title to my insurance company",
            "Please summarize the wikipedia article"
                    + " https://en.wikipedia.org/wiki/Transformer_(deep_learning_architecture)",
            "Please install nginx on the machine with the address 127.0.0.1:2222 running Debian GNU/Linux");

    private static Prompt of(PlanRequest request) {
        return Prompt.of(request, RANKING);
    }

    private static PlanRequest installed(String words, Language language) {
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        return new PlanRequest(
                new Intent(words, Channel.TERMINAL, Locale.ENGLISH, now),
                INSTALLED,
                language,
                now,
                ZoneId.of("Europe/Berlin"),
                List.of());
    }

    private static int tokens(Prompt prompt) {
        return O200K.countTokens(prompt.lasting()) + O200K.countTokens(prompt.changing());
    }

    @Test
    void spokenWordsAreMarkedAsWhatSomebodyHeard() {
        PlanRequest typed = installed("but the table for two", Language.JAVASCRIPT);
        Intent said = new Intent(typed.intent().text(), Channel.VOICE, Locale.ENGLISH, typed.now());
        PlanRequest spoken =
                new PlanRequest(said, INSTALLED, Language.JAVASCRIPT, typed.now(), typed.zone(), List.of());

        assertThat(of(typed).changing()).doesNotContain("recogniser");
        assertThat(of(spoken).changing()).contains("a recogniser wrote it down", "Intent: but the table for two");
        assertThat(of(spoken).lasting()).isEqualTo(of(typed).lasting());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void thePromptForTheCoreApiHasFewerThanFourThousandTokens(Language language) {
        IntSummaryStatistics tokens = PAPER.stream()
                .mapToInt(words -> tokens(of(installed(words, language))))
                .summaryStatistics();
        System.out.printf(
                "Prompt tokens (o200k), %s, the paper's nine intentions: %d to %d, of which %d are the same for all%n",
                language.id(),
                tokens.getMin(),
                tokens.getMax(),
                O200K.countTokens(of(installed("x", language)).lasting()));

        assertThat(tokens.getMax()).isLessThan(MOST_TOKENS);
    }

    @Test
    void theLastingPartIsTheSameForAllIntents() {
        Prompt one = of(SmallDevice.request("say hello"));
        Prompt other = of(SmallDevice.request("wait", List.of(new PlanRequest.Denial("user.say(1);", "not so loud"))));

        assertThat(one.lasting()).isEqualTo(other.lasting());
        assertThat(other.changing()).contains("not so loud").endsWith("Intent: wait\n");
        assertThat(of(installed("play jazz", Language.JAVASCRIPT)).lasting())
                .isEqualTo(of(installed("what is the weather", Language.JAVASCRIPT))
                        .lasting());
    }

    @Test
    void examplesAreChosenByTheWordsOfTheIntent() {
        assertThat(of(installed("play a random song for 5 seconds", Language.JAVASCRIPT))
                        .changing())
                .contains("random.pick(tracks)")
                .doesNotContain("rental contract");
        assertThat(of(installed("send my car title to my insurance company by mail", Language.PYTHON))
                        .changing())
                .contains("mail.send(", "def pick(");
        assertThat(of(installed("install nginx on the server 192.0.2.1", Language.JAVASCRIPT))
                        .changing())
                .contains("ssh.run({host:");
        assertThat(of(installed("sum up this web page", Language.JAVASCRIPT)).changing())
                .contains("llm.summarize(article.text");
    }

    @Test
    void whatPeopleSayForAnOperationIsShown() {
        assertThat(of(installed("tick milk off the shopping list", Language.JAVASCRIPT))
                        .changing())
                .contains("People say, among other things:\n- lists.");
    }

    @Test
    void noExampleUsesWhatTheDeviceDoesNotHave() {
        PlanRequest request = SmallDevice.request("what is on my list");
        Catalogue silent = new Catalogue(List.of(request.catalogue().skills().getFirst()));

        assertThat(of(request).changing()).contains("shopping").doesNotContain("Needs:");
        assertThat(of(in(request, silent)).changing())
                .doesNotContain("lists.items")
                .contains("DECLINE: This device cannot order food.");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theExamplesHoldNoFindings(Language language) {
        List<WorkedExamples.Example> examples = WorkedExamples.all(language, INSTALLED);

        assertThat(examples).hasSizeGreaterThan(10);
        assertThat(examples)
                .filteredOn(each -> !each.code().contains("DECLINE"))
                .allSatisfy(each -> assertThat(
                                CHECK.inspect(language, each.code().replaceAll("```\\w*\n?", ""), INSTALLED)
                                        .findings())
                        .as(each.intent())
                        .isEmpty());
    }

    @Test
    void whatThePersonSaysOfThemselvesAndWhatFailedIsTold() {
        PlanRequest plain = SmallDevice.request("say hello");
        PlanRequest request = new PlanRequest(
                plain.intent(),
                plain.catalogue(),
                plain.language(),
                plain.now(),
                plain.zone(),
                List.of(),
                List.of(new PlanRequest.Failure(
                        "user.say(files.find(\"x\")[0].name);",
                        new Finding("preview", 1, 0, "The preview ended here with a TypeError", "look first"))),
                List.of("My insurer is Harbor Mutual."),
                Allowance.unlimited());

        assertThat(of(request).changing())
                .contains("The person says of themselves:\n- My insurer is Harbor Mutual.\n")
                .contains("files.find(\"x\")[0].name", "Line 1: The preview ended here with a TypeError. Look first");
        assertThat(of(plain).changing()).doesNotContain("of themselves", "failed");
    }

    @Test
    void whereTheDeviceCanDoMoreThanFitsTheSkillsThatMatterAreDeclared() {
        PlanRequest request = installed("play some jazz", Language.JAVASCRIPT);
        Prompt prompt = Prompt.of(request, RANKING, 5_000);

        assertThat(prompt.lasting())
                .contains("- calendar: ", "DESCRIBE")
                .doesNotContain("declare const")
                .isEqualTo(Prompt.of(installed("wake me at 7", Language.JAVASCRIPT), RANKING, 5_000)
                        .lasting());
        assertThat(prompt.changing()).contains("declare const media", "declare const user");
        assertThat(tokens(prompt)).isLessThan(MOST_TOKENS);
    }

    @Test
    void anyNumberOfSkillsKeepsThePromptBelowFourThousandTokens() {
        List<Catalogue.SkillEntry> many = IntStream.range(0, 12)
                .boxed()
                .flatMap(i -> INSTALLED.skills().stream().map(skill -> renamed(skill, i)))
                .toList();

        PlanRequest request = in(installed("put milk on my shopping list", Language.JAVASCRIPT), new Catalogue(many));

        assertThat(tokens(of(request))).isLessThan(MOST_TOKENS);
        assertThat(of(request).changing()).contains("declare const lists");
    }

    private static Catalogue.SkillEntry renamed(Catalogue.SkillEntry skill, int copy) {
        String name = copy == 0 ? skill.name() : skill.name() + copy;
        return new Catalogue.SkillEntry(
                name,
                skill.summary(),
                skill.operations().stream()
                        .map(each -> new dev.errand.os.operation.Operation(
                                name,
                                each.name(),
                                each.version(),
                                each.summary(),
                                each.headline(),
                                each.effect(),
                                each.recovery(),
                                each.provenance(),
                                each.parameters(),
                                each.result(),
                                each.sentences(),
                                each.body()))
                        .toList(),
                skill.recipes());
    }

    private static PlanRequest in(PlanRequest request, Catalogue catalogue) {
        return new PlanRequest(
                request.intent(), catalogue, request.language(), request.now(), request.zone(), List.of());
    }
}
