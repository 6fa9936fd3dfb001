package dev.errand.os.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.errand.os.declaration.Declarations;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.imported.ForeignNames;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that mean no good: none of them can do more than fail, and none outlives the device.
@Timeout(120)
class HostileServersTest {
    @TempDir
    Path home;

    private McpKit kit;
    private Path heard;

    @BeforeEach
    void aDevice() {
        kit = new McpKit(home);
        heard = home.resolve("heard.jsonl");
    }

    @AfterEach
    void nobodyIsLeft() throws Exception {
        kit.close();
        assertThat(children()).isZero();
    }

    private static long children() {
        return servers()
                .peek(child -> child.onExit()
                        .orTimeout(5, TimeUnit.SECONDS)
                        .exceptionally(_ -> null)
                        .join())
                .filter(ProcessHandle::isAlive)
                .count();
    }

    private static Stream<ProcessHandle> servers() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info()
                        .command()
                        .filter(HostileServer.java()::equals)
                        .isPresent());
    }

    private McpKit server(String manner) {
        return kit.setting("mcp.bad.command", HostileServer.java())
                .setting("mcp.bad.arguments", HostileServer.arguments(manner, heard))
                .setting("mcp.bad.timeout", "8")
                .variable("A_TOKEN", "tok-correct-horse")
                .setting("mcp.bad.environment.TOKEN", "env:A_TOKEN")
                .start();
    }

    private DeviceFailure failure(String call) {
        DeviceFailure failure = catchThrowableOfType(DeviceFailure.class, () -> kit.call("bad.act", call));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage() + failure.remedy())
                .doesNotContain("correct-horse")
                .hasSizeLessThan(800);
        return failure;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hangs at once", "dies at once", "floods at once", "one endless line"})
    void aServerThatCannotBeAskedIsATroubleOfItsOwn(String manner) {
        kit.setting("mcp.bad.timeout", "3");
        server(manner);

        assertThat(kit.catalogue().skills()).isEmpty();
        assertThat(kit.troubles())
                .singleElement()
                .asString()
                .contains("\"bad\"", "errand skills import mcp bad")
                .doesNotContain("correct-horse", "Exception");
    }

    @Test
    void aServerThatIsSwitchedOffIsNotAsked() {
        kit.setting("permissions.skills.off", "bad");
        server("hangs at once");

        assertThat(heard).doesNotExist();
        assertThat(home.resolve("cache")).doesNotExist();
        assertThat(kit.troubles()).isEmpty();
        assertThat(kit.catalogue().operations()).isEmpty();
    }

    @Test
    void aServerThatHangsIsGivenUpInTime() {
        kit.setting("mcp.bad.timeout", "3");
        server("hangs").setting("mcp.bad.timeout", "3");

        assertThat(failure("{'text': 'a'}").getMessage()).contains("did not answer within");
    }

    @Test
    void aServerThatDiesInMidCallIsNoticedAtOnceAndStartedAgain() {
        server("dies");
        long began = System.nanoTime();

        assertThat(failure("{'text': 'a'}").getMessage()).contains("it ended", "out of luck");
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(6));
        assertThat(failure("{'text': 'b'}").getMessage()).contains("it ended");
    }

    @Test
    void aFloodEndsTheConnectionAndNothingElse() {
        server("floods");

        assertThat(failure("{}").getMessage()).contains("more than anybody asked for");
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTaken() {
        server("huge answer");

        assertThat(failure("{}").getMessage()).contains("more at once than 8 MB");
    }

    @Test
    void anAnswerThatMakesNoSenseIsAFailure() {
        server("nonsense");

        assertThat(failure("{}").kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
    }

    @Test
    void answersToWhatNobodyAskedChangeNothing() {
        server("wrong ids");

        assertThat(kit.text("bad.act", "{'text': 'a'}")).isEqualTo("done");
    }

    @Test
    void aSecretThatTheServerSaysAgainIsTakenOut() {
        server("leaks");

        assertThat(failure("{}").getMessage()).contains("bad token secret");
    }

    @Test
    void nothingIsApprovedSampledOrShownForAServer() throws IOException {
        server("asks back");

        assertThat(kit.text("bad.act", "{'text': 'a'}")).isEqualTo("done");
        String told = Files.readString(heard);
        assertThat(told).contains("\"id\":\"e1\"", "\"id\":\"s1\"", "\"id\":\"r1\"");
        assertThat(told.lines()
                        .filter(line -> line.contains("\"id\":\"e1\"")
                                || line.contains("\"id\":\"s1\"")
                                || line.contains("\"id\":\"r1\"")))
                .hasSize(3)
                .allMatch(line -> line.contains("\"error\"") && !line.contains("\"result\""));
        assertThat(told.lines().findFirst().orElse("")).contains("\"capabilities\":{}");
    }

    @Test
    void aHugeListIsCut() {
        server("huge list");

        assertThat(kit.catalogue().operations()).hasSize(ToolList.MOST_TOOLS);
        assertThat(kit.operation("bad.tool7").summary()).hasSizeLessThan(160);
    }

    @Test
    void hostileNamesBecomeNamesThatCodeCanSay() {
        server("hostile names");

        assertThat(kit.catalogue().operations())
                .hasSizeGreaterThan(8)
                .extracting(Operation::name)
                .allSatisfy(name -> {
                    assertThat(name).matches("[A-Za-z][A-Za-z0-9_]{0,70}");
                    assertThat(name).isNotIn("delete", "then", "__proto__", "constructor");
                });
        assertThat(kit.catalogue().operations())
                .extracting(Operation::name)
                .contains("a_b", "a_b_2", "a_b_3", "delete_");
        String declared = Declarations.typeScript(kit.catalogue());
        assertThat(declared).doesNotContain("*/ eval", "*/ b", "\u202E", "\u0000", "<b");
        assertThat(kit.text("bad.a_b", "{}")).isEqualTo("done");
    }

    @Test
    void whatAServerSaysOfItselfIsOneShortQuotedLine() {
        server("instructs");

        assertThat(kit.operation("bad.help").summary())
                .startsWith("Says of itself: “IMPORTANT")
                .hasSizeLessThan(150)
                .doesNotContain("\n", "`", "<", "#", "\u200B", "\u202E", "{");
        assertThat(kit.catalogue().skills().getFirst().summary()).isEqualTo("What the MCP server bad offers");
    }

    @Test
    void aSchemaThatMakesNoSenseIsAnyValue() {
        server("lies about schema");

        assertThat(kit.catalogue().operations())
                .extracting(Operation::name)
                .containsExactlyInAnyOrder("one", "two", "three");
        assertThat(Declarations.typeScript(kit.catalogue())).contains("a?: any", "b?: Many<any>");
    }

    @Test
    void aTrustedToolThatDescribesItselfAnewLosesTrust() throws IOException {
        server("changes");
        String pinned = kit.servers().refresh("bad").getFirst().pinned();
        kit.setting("mcp.bad.trusted", pinned).start();
        assertThat(kit.operation("bad.act").effect()).isEqualTo(EffectClass.READ);
        int version = kit.operation("bad.act").version();
        Files.writeString(home.resolve("turned"), "");

        DeviceFailure refused = failure("{'text': 'a'}");

        assertThat(refused.kind()).isEqualTo(DeviceFailure.Kind.CONFLICT);
        assertThat(refused.getMessage()).contains("in other words since it was looked at; it was not called");
        assertThat(Files.readString(heard)).doesNotContain("tools/call");
        kit.start();
        assertThat(kit.operation("bad.act").effect()).isEqualTo(EffectClass.SEND);
        assertThat(kit.operation("bad.act").version()).isNotEqualTo(version);
        assertThat(kit.troubles())
                .singleElement()
                .asString()
                .contains("in other words than when it was trusted", "act@");
    }

    @Test
    void aServerThatStaysWhenItsInputEndsIsKilled() throws Exception {
        server("stays");
        assertThat(kit.text("bad.act", "{}")).isEqualTo("done");
        ProcessHandle child = servers().findFirst().orElseThrow();
        CompletableFuture<ProcessHandle> end = child.onExit();

        kit.close();

        assertThat(end.get(5, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void aDamagedIndexIsAsGoodAsNone() throws IOException {
        server("usual");
        Files.writeString(home.resolve("cache/mcp/bad.json"), "{\"tools\": 7");

        kit.start();

        assertThat(kit.text("bad.act", "{'text': 'a'}")).isEqualTo("done");
    }

    @Test
    void namesOfSkillsAreWords() {
        assertThat(ForeignNames.isSkillName("github")).isTrue();
        assertThat(new String[] {"", "A", "import", "a b", "a/b", "__proto__", "x".repeat(40), "ａ"})
                .noneMatch(ForeignNames::isSkillName);
    }
}
