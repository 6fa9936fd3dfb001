package dev.errand.evaluation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.sample.SampleDevice;
import dev.errand.runtime.cli.CommandProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `errand eval` through its own door.
class EvalTest {
    private static final String NOTE = """
            {"id":"note","code":"notes.create('Plan', 'tea'); user.say('Noted.')","device":"empty","expect":%s}""";

    @TempDir
    Path folder;

    private Evaluated note(String expect) {
        return Evaluated.of(folder, List.of(NOTE.formatted(expect)));
    }

    @Test
    void theCommandLineFindsTheCommand() {
        assertThat(ServiceLoader.load(CommandProvider.class))
                .flatExtracting(CommandProvider::commands)
                .hasAtLeastOneElementOfType(EvalCommand.class);
    }

    @Test
    void aCaseIsOneLineAndTheSummaryIsTheLast() {
        Evaluated evaluated = note("{\"state\":\"succeeded\",\"world\":[{\"note\":\"Plan\"}],\"collateral\":\"none\"}");
        assertThat(evaluated.exitCode()).isZero();
        assertThat(evaluated.lines()).hasSize(2);
        JsonNode line = evaluated.line("note");
        assertThat(line.fieldNames())
                .toIterable()
                .startsWith("id", "verdict", "failed", "state", "operations", "effects", "asked", "durationMs");
        assertThat(line.path("operations").toString()).isEqualTo("[\"notes.create\",\"user.say\"]");
        assertThat(line.path("effects").toString()).isEqualTo("[\"notes.create\"]");
        assertThat(evaluated.summary().path("passed").asInt()).isEqualTo(1);
    }

    @Test
    void aFailedCheckSaysWhatWasExpectedAndWhatWasFound() {
        Evaluated evaluated = note(
                "{\"state\":\"failed\",\"operations\":[\"notes.append\"],\"said\":\"Done\",\"world\":[{\"note\":\"Trip\"}]}");
        assertThat(evaluated.exitCode()).isEqualTo(1);
        assertThat(evaluated.failed("note"))
                .contains("state: expected failed, found succeeded")
                .contains("expected notes.append in this order; called were notes.create, user.say")
                .contains("said: expected Done, found “Noted.”")
                .contains("at least 1 expected, 0 found")
                .contains("Plan");
    }

    @Test
    void whatChangedBesideTheExpectedIsCollateral() {
        assertThat(note("{\"collateral\":\"none\"}").failed("note")).contains("collateral", "notes/plan.md");
        assertThat(note("{\"operations\":[\"notes.create\"],\"collateral\":\"none\"}")
                        .verdict("note"))
                .isEqualTo("pass");
        assertThat(note("{\"arguments\":{\"notes.create\":{\"title\":\"Other\"}},\"collateral\":\"none\"}")
                        .failed("note"))
                .contains("arguments: expected a call of notes.create", "collateral");
    }

    @Test
    void operationsAreInOrderOrASetAndNoOtherEffectIsLeftOut() {
        String code = "files.write('a.txt', '1'); files.write('b.txt', '2'); notes.create('C');";
        String form = "{\"id\":\"%s\",\"code\":\"" + code + "\",\"device\":\"empty\",\"expect\":{\"operations\":%s}}";
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(
                        form.formatted("order", "[\"files.write\",\"files.write\",\"notes.create\"]"),
                        form.formatted("wrong-order", "[\"notes.create\",\"files.write\",\"files.write\"]"),
                        form.formatted("too-few", "[\"files.write\",\"notes.create\"]"),
                        form.formatted("set", "{\"set\":[\"notes.create\",\"files.write\"]}"),
                        form.formatted("small-set", "{\"set\":[\"notes.create\"]}"),
                        form.formatted("includes", "{\"includes\":[\"notes.create\"]}"),
                        form.formatted("without", "{\"without\":[\"files.*\"]}")));
        assertThat(evaluated.lines().stream()
                        .limit(7)
                        .map(each -> each.path("verdict").asText()))
                .containsExactly("pass", "fail", "fail", "pass", "fail", "pass", "fail");
    }

    @Test
    void thePersonApprovesRefusesOrIsAway() {
        String form = "{\"id\":\"%s\",\"code\":\"mail.send({to: 'ada@example.com', subject: 'Hi', body: 'x'})\","
                + "\"device\":\"empty\",%s\"expect\":{\"state\":\"%s\",\"world\":[{\"mail\":{\"folder\":\"Sent\",\"count\":%d}}]}}";
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(
                        form.formatted("all", "\"approve\":\"all\",", "succeeded", 1),
                        form.formatted("none", "\"approve\":\"none\",", "denied", 0),
                        form.formatted("some", "\"approve\":{\"mail.send\":true},", "succeeded", 1),
                        form.formatted("away", "", "awaiting_approval", 0),
                        form.formatted("dry", "\"approve\":\"all\",\"dryRun\":true,", "previewed", 0)));
        assertThat(evaluated.exitCode()).as(evaluated.out()).isZero();
        assertThat(evaluated.line("dry").path("effects").toString()).isEqualTo("[\"mail.send\"]");
        assertThat(evaluated.line("none").path("effects")).isEmpty();
    }

    @Test
    void thePersonApprovesByArgumentsAndEachOfAListOnce() {
        String send = "mail.send({to: '%s@example.com', subject: 'Hi', body: 'x'});";
        String form = "{\"id\":\"%s\",\"code\":\"" + send.formatted("ada") + send.formatted("bo")
                + "\",\"device\":\"empty\",\"approve\":%s,\"expect\":{%s}}";
        String ada = "{\"mail.send\":[{\"to\":\"ada@example.com\"}]}";
        String both = "{\"mail.send\":{\"to\":{\"matches\":\"^(ada|bo)@\"}}}";
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(
                        form.formatted(
                                "one",
                                ada,
                                "\"only\":" + ada + ",\"never\":{\"mail.send\":{\"to\":\"bo@example.com\"}}"),
                        form.formatted("only", "\"only\"", "\"only\":" + both + ",\"state\":\"succeeded\""),
                        form.formatted("more", "\"all\"", "\"only\":" + ada),
                        form.formatted("never", "\"all\"", "\"never\":{\"mail.*\":{\"to\":\"bo@example.com\"}}"),
                        form.formatted("cards", "\"none\"", "\"cards\":[\"bo@\"]")));
        assertThat(evaluated.verdict("one")).as(evaluated.out()).isEqualTo("pass");
        assertThat(evaluated.verdict("only")).as(evaluated.out()).isEqualTo("pass");
        assertThat(evaluated.failed("more")).contains("only: expected no such call, found mail.send", "bo@example.com");
        assertThat(evaluated.failed("never")).contains("never: expected no such call, found mail.send");
        assertThat(evaluated.failed("cards"))
                .as("the plan's own words are nobody else's")
                .contains("cards: expected the source of");
    }

    @Test
    void afterwardsTheDeviceMustStillWork() {
        String form = "{\"id\":\"%s\",\"code\":\"for (;;);\",\"device\":\"empty\",\"limits\":{\"statements\":500},"
                + "\"afterwards\":\"%s\",\"expect\":{\"ending\":{\"error\":{\"limit\":\"%s\"}}}}";
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(
                        form.formatted("works", "user.say('here')", "statements"),
                        form.formatted("broken", "throw new Error('gone')", "statements"),
                        form.formatted("other", "user.say('here')", "heap")));
        assertThat(evaluated.verdict("works")).as(evaluated.out()).isEqualTo("pass");
        assertThat(evaluated.failed("broken")).contains("afterwards: expected the workflow to succeed, found failed");
        assertThat(evaluated.failed("other")).contains("ending: expected", "heap", "statements");
    }

    @Test
    void answersAreGivenInOrderAndQuestionsCounted() {
        String code = "user.say(user.ask('One?') + user.ask('Two?', {choices: ['x', 'y']}))";
        String form = "{\"id\":\"%s\",\"code\":\"" + code
                + "\",\"device\":\"empty\",\"answers\":%s,\"expect\":{\"state\":\"%s\",\"asked\":%d%s}}";
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(
                        form.formatted("both", "[\"a\",\"y\"]", "succeeded", 2, ",\"said\":\"^ay$\""),
                        form.formatted("one", "[\"a\"]", "awaiting_answer", 2, ""),
                        form.formatted("asked", "[\"a\",\"y\"]", "succeeded", 1, "")));
        assertThat(evaluated.verdict("both")).isEqualTo("pass");
        assertThat(evaluated.verdict("one")).isEqualTo("pass");
        assertThat(evaluated.failed("asked")).contains("asked: expected at most 1, found 2");
    }

    @Test
    void timeStandsWhereTheCaseWantsItAndWaitsCostNone() {
        Evaluated evaluated = Evaluated.of(folder, List.of("""
                {"id":"time","code":"clock.sleep(86400); user.say(clock.now().iso)","device":"empty",\
                "now":"2027-12-31T23:00","zone":"Europe/Berlin","expect":{"said":"2028-01-01T23:00"}}"""));
        assertThat(evaluated.verdict("time")).as(evaluated.out()).isEqualTo("pass");
    }

    @Test
    void aCaseThatDoesNotEndIsEnded() {
        // Few statements that take long each: their number is limited too, and must not be what ends the run.
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(
                        "{\"id\":\"endless\",\"code\":\"while (true) Array(100000).fill(7).sort();\",\"device\":\"empty\",\"timeoutSeconds\":1,"
                                + "\"expect\":{\"state\":\"succeeded\"}}",
                        NOTE.formatted("{\"state\":\"succeeded\"}")));
        assertThat(evaluated.verdict("endless")).isEqualTo("fail");
        assertThat(evaluated.failed("endless")).contains("time: expected an end within 1 s");
        assertThat(evaluated.verdict("note")).isEqualTo("pass");
    }

    @Test
    void aMalformedLineIsAnErrorWithItsPlaceAndTheOthersAreJudged() {
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(
                        "# a comment",
                        "{\"id\":\"bad\",\"code\":\"1\",\"expect\":{\"wrold\":[]}}",
                        "not json",
                        NOTE.formatted("{\"state\":\"succeeded\"}")));
        assertThat(evaluated.exitCode()).isEqualTo(2);
        assertThat(evaluated.verdict("bad")).isEqualTo("error");
        assertThat(evaluated.failed("bad")).contains("suite.jsonl, line 2, expect", "the nearest is \\\"world\\\"");
        assertThat(evaluated.verdict("line-3")).isEqualTo("error");
        assertThat(evaluated.verdict("note")).isEqualTo("pass");
        assertThat(evaluated.err()).contains("line 2").contains("line 3");
    }

    @Test
    void aPlannersFailureIsAFailureAndNoError() {
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of("{\"id\":\"odd\",\"intent\":\"qwertz uiop asdf\",\"device\":\"empty\","
                        + "\"expect\":{\"state\":\"succeeded\"}}"),
                "--planner",
                "offline");
        assertThat(evaluated.verdict("odd")).isEqualTo("fail");
        assertThat(evaluated.line("odd").path("state").asText()).isEqualTo("declined");
    }

    @Test
    void aFolderIsADeviceAndIsLeftAsItIs() throws IOException {
        Path device = folder.resolve("devices/small/files");
        Files.createDirectories(device);
        Files.writeString(device.resolve("a.txt"), "one");
        Evaluated evaluated = Evaluated.of(folder, List.of("""
                {"id":"folder","code":"files.write('a.txt', 'two')","device":"devices/small",\
                "expect":{"world":[{"file":"a.txt","equals":"two"}],"collateral":"none"}}"""));
        assertThat(evaluated.verdict("folder")).as(evaluated.out()).isEqualTo("pass");
        assertThat(device.resolve("a.txt")).hasContent("one");
    }

    @Test
    void aCaseWithoutADeviceGetsACopyOfTheHomes() throws IOException {
        Path home = folder.resolve("no-home");
        SampleDevice.create(home);
        Path config = home.resolve("config.toml");
        Files.writeString(
                config,
                "[mail]\naddress = \"me@example.com\"\nuser = \"me\"\npassword = \"env:X\"\n[mail.smtp]\nhost = \"mail.invalid\"\n");
        Evaluated evaluated = Evaluated.of(folder, List.of("""
                {"id":"home","code":"mail.send({to: 'ada@example.com', subject: 'Hi', body: 'x'})","approve":"all",\
                "expect":{"state":"succeeded","world":[{"mail":{"to":"ada@example.com","from":"me@example.com","folder":"Sent"}}]}}"""));
        assertThat(evaluated.verdict("home")).as(evaluated.out()).isEqualTo("pass");
        try (var mails = Files.list(home.resolve("mail/.Sent/cur"))) {
            assertThat(mails).allMatch(each -> each.toString().contains("sample"));
        }
        assertThat(home.resolve("state")).doesNotExist();
    }

    @Test
    void onlyWhatIsOpenIsRunAgainAndTheReportIsWhole() throws IOException {
        Path out = folder.resolve("out");
        List<String> cases = List.of(NOTE.formatted("{\"state\":\"succeeded\"}"));
        Evaluated.of(folder, cases, "--out", out.toString(), "--trials", "3");
        Path kept = out.resolve("results.jsonl");
        List<String> lines = Files.readAllLines(kept);
        Files.write(kept, List.of(lines.get(0), lines.get(1), lines.get(2).substring(0, 40)));
        Evaluated again = Evaluated.of(folder, cases, "--out", out.toString(), "--trials", "3", "--resume");
        assertThat(again.lines()).hasSize(4);
        assertThat(again.summary().at("/passAll/of").asInt()).isEqualTo(1);
        assertThat(again.lines().stream()
                        .limit(2)
                        .map(each -> each.path("durationMs").asText())
                        .toList())
                .as("taken over, not run")
                .containsExactlyInAnyOrderElementsOf(lines.stream()
                        .limit(2)
                        .map(line -> line.replaceFirst(".*\"durationMs\":(\\d+).*", "$1"))
                        .toList());
    }

    @Test
    void aReportSaysWhatTheCodeIsLikeAndWhatItTook() throws IOException {
        Path out = folder.resolve("out");
        Evaluated.of(
                folder,
                List.of(
                        "{\"id\":\"loop\",\"code\":[\"for (const name of ['a', 'b']) {\",\"  notes.create(name);\",\"}\"],"
                                + "\"device\":\"empty\",\"expect\":{\"state\":\"succeeded\"}}"),
                "--out",
                out.toString());
        JsonNode result =
                new ObjectMapper().readTree(out.resolve("report.json").toFile()).at("/results/0");
        assertThat(result.path("lines").asInt()).isEqualTo(3);
        assertThat(result.path("branches").asInt()).isEqualTo(1);
        assertThat(result.path("wh").isNumber()).isTrue();
        assertThat(result.path("modelWh").asDouble()).isZero();
        assertThat(Files.readString(out.resolve("report.html"))).contains("3 lines, 1 branches", "notes.create", "Wh");
    }

    @Test
    void reportsAreComparedThroughTheSameDoor() {
        List<String> cases = List.of(NOTE.formatted("{\"state\":\"succeeded\"}"));
        Evaluated.of(folder, cases, "--out", folder.resolve("a").toString());
        Evaluated.of(folder, cases, "--out", folder.resolve("b").toString());
        Evaluated compared = Evaluated.told(
                "compare",
                folder.resolve("a/report.json").toString(),
                folder.resolve("b/report.json").toString());
        assertThat(compared.exitCode()).isZero();
        assertThat(compared.out()).contains("# Suite", "2 reports", "pass@1");
        assertThat(Evaluated.told("compare").err()).contains("two reports at least");
    }

    @Test
    void figuresAreMadeOfSuitesAndRecordings() throws IOException {
        Path suite = Files.writeString(folder.resolve("own.jsonl"), NOTE.formatted("{\"state\":\"succeeded\"}") + "\n");
        Evaluated made =
                Evaluated.told("figures", "--suite", suite.toString(), "--sandbox", "in-process", "--jobs", "1");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).contains("<!-- figures -->", "| suite | reference | offline |", "| 1 of 1 | – |");
        Path readme = Files.writeString(folder.resolve("README.md"), "nothing here");
        assertThat(Evaluated.told("figures", "--suite", suite.toString(), "--write", readme.toString())
                        .err())
                .contains("there are none");
        assertThat(readme).hasContent("nothing here");
    }

    @Test
    void processorTimeCountsChildrenThatHaveEnded() throws Exception {
        java.time.Duration before = ProcessorTime.soFar();
        Process child = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done").start();
        assertThat(child.waitFor()).isZero();
        assertThat(ProcessorTime.soFar()).isGreaterThan(before);
    }

    @Test
    void wrongUsageIsNamed() {
        assertThat(Evaluated.run(folder, List.of()).err()).contains("Name one suite");
        assertThat(Evaluated.run(folder, List.of("--suite", "nowhere")).err())
                .contains("There is no suite \"nowhere\"", "paper, device, security, hostile, voice");
        assertThat(Evaluated.run(folder, List.of("--suite", "paper", "--planner", "x"))
                        .err())
                .contains("There is no planner \"x\"");
        assertThat(Evaluated.run(folder, List.of("--suite", "paper", "--case", "zzz"))
                        .err())
                .contains("has no case zzz");
    }
}
