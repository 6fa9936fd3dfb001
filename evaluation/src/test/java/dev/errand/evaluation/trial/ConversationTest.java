package dev.errand.evaluation.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases that go on from what was said before, and cases that are said aloud.
class ConversationTest {
    private static final String FOLLOW_UP = """
            {"id":"%s","before":[%s],"intent":"and also eggs","device":{"lists":{"shopping":["milk"]}},\
            "expect":{"state":"succeeded","collateral":"none","world":[{"list":{"name":"shopping","items":%s}}]},\
            "reference":"lists.add('shopping', 'eggs');"}""";
    private static final String SPOKEN = """
            {"id":"%s","speech":%s,"intent":"set a timer for ten minutes","device":"empty",\
            "expect":{"state":"succeeded","world":[{"timer":{"at":"2026-03-02T09:10","count":1}}]},\
            "reference":"clock.timer({seconds: 600});"}""";

    @TempDir
    Path folder;

    @Test
    void whatWasSaidBeforeIsDoneFirstAndUnderstoodWithIt() {
        String before =
                "{\"intent\":\"Add flour to my shopping list\",\"reference\":\"lists.add('shopping', 'flour');\"}";
        List<String> suite = List.of(
                FOLLOW_UP.formatted("both", before, "[\"milk\",\"flour\",\"eggs\"]"),
                FOLLOW_UP.formatted("eggs-alone", before, "[\"milk\",\"eggs\"]"));
        for (String planner : List.of("offline", "reference")) {
            Evaluated evaluated = Evaluated.of(folder, suite, "--planner", planner);
            assertThat(evaluated.verdict("both")).as(evaluated.out()).isEqualTo("pass");
            assertThat(evaluated.line("both").path("operations").toString()).contains("lists.add");
            assertThat(evaluated.verdict("eggs-alone")).isEqualTo("fail");
        }
    }

    @Test
    void whatWasDoneBeforeIsNoCollateralOfTheCase() {
        String before = "{\"intent\":\"Take a note\",\"reference\":\"notes.create('Earlier');\"}";
        Evaluated evaluated = Evaluated.of(
                folder, List.of(FOLLOW_UP.formatted("after", before, "[\"milk\",\"eggs\"]")), "--planner", "reference");
        assertThat(evaluated.verdict("after")).as(evaluated.out()).isEqualTo("pass");
    }

    @Test
    void aCaseFailsWhoseEarlierWordsCameToNothing() {
        String before = "{\"intent\":\"Sing\",\"reference\":\"throw new Error('I cannot sing.');\"}";
        Evaluated evaluated = Evaluated.of(
                folder, List.of(FOLLOW_UP.formatted("sing", before, "[\"milk\",\"eggs\"]")), "--planner", "reference");
        assertThat(evaluated.failed("sing")).contains("before: expected", "Sing", "found failed");
    }

    @Test
    void wordsThatAreOnlyMentionedAreNotCarriedOutWithoutAPlan() {
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(FOLLOW_UP.formatted("plain", "\"Add flour to my shopping list\"", "[\"milk\",\"eggs\"]")),
                "--planner",
                "reference");
        assertThat(evaluated.verdict("plain")).as(evaluated.out()).isEqualTo("pass");
    }

    @Test
    void speechThatIsWrongOrNotThereIsSaidWithItsPlace() {
        Evaluated evaluated = Evaluated.of(
                folder,
                List.of(
                        SPOKEN.formatted("no-file", "{\"file\":\"missing.wav\"}"),
                        SPOKEN.formatted("unknown", "{\"voices\":\"slt\"}"),
                        SPOKEN.formatted("nobody", "\"nobody-of-this-name\"")),
                "--planner",
                "offline");
        assertThat(evaluated.exitCode()).isEqualTo(2);
        assertThat(evaluated.failed("no-file")).contains("speech", "missing.wav");
        assertThat(evaluated.failed("unknown")).contains("speech", "voices", "voice");
        assertThat(evaluated.verdict("nobody")).isEqualTo("error");
        assertThat(evaluated.failed("nobody")).contains("nobody-of-this-name", "flite");
    }

    @Test
    void wordsThatAreSpokenReachTheDeviceAsTheyAreHeard() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flite")), "the Debian package flite is not installed");
        assumeTrue(
                Files.isDirectory(Path.of("/usr/share/pocketsphinx/model/en-us")),
                "the Debian package pocketsphinx-en-us is not installed");
        Evaluated evaluated =
                Evaluated.of(folder, List.of(SPOKEN.formatted("timer", "\"slt\"")), "--planner", "offline");
        assertThat(evaluated.verdict("timer")).as(evaluated.out()).isEqualTo("pass");
    }
}
