package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.ModelAccess;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.ModelPlanner;
import dev.errand.intents.model.OpenAiServer;
import dev.errand.intents.model.ReplayPlanner;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.ProgramChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What two models of Flerlage, Behnke and Kao wrote for their nine intentions, carried out on a device where all of
/// it can be done; and what becomes of the failures where the model is told of them. A goal is met if the device and
/// the world are as they should be, whatever the program said.
final class PaperRecordingsTest {
    private static final Path RECORDINGS = Path.of("../../shared/data/paper-recordings");

    private static final String NOT_TRIED = "-";

    private static final List<String> NAMES =
            List.of("sleep", "random", "temperature", "song", "city", "files", "car title", "summary", "nginx");

    /// What a model writes that has understood what was wrong, for those that failed.
    private static final Map<Integer, String> MENDED = Map.of(6, """
            titles = files.find("car title")
            if not titles:
                raise Exception("I found no car title among your files.")
            insurers = contacts.find("insurance company")
            if not insurers:
                raise Exception("None of your contacts is an insurance company.")
            insurer = insurers[0]
            if len(insurers) > 1:
                name = user.ask("Which insurance company?", choices=[each.name for each in insurers])
                insurer = next(each for each in insurers if each.name == name)
            mail.send(to=insurer, subject="Car title", body="Please find it attached.", attachments=titles[0])
            user.say(f"I sent {titles[0].name} to {insurer.name}.")
            """, 7, """
            article = web.read("https://en.wikipedia.org/wiki/Transformer_(deep_learning_architecture)")
            user.say(llm.summarize(article.text, sentences=3).text)
            """, 8, """
            done = ssh.run(host="127.0.0.1", port=2222, command="sudo apt-get install -y nginx", timeout=600)
            if done.exitCode != 0:
                raise Exception("The installation failed.")
            user.say("nginx is installed on 127.0.0.1.")
            """);

    /// What a person refuses who sees in the approval what is about to happen, and why.
    private static final Map<Integer, List<String>> REFUSED = Map.of(
            6, List.of("", ""),
            7, List.of("llm.ask", "not the whole page as a question: sum the article up"),
            8, List.of("shell.run", "not with ssh in a shell and an account made up: use the one that is configured"));

    @TempDir
    Path temporary;

    private static JsonNode recording(String model) throws IOException {
        Path file = RECORDINGS.resolve(model + ".json");
        assumeTrue(Files.exists(file), "the recordings of the paper are not here");
        assumeTrue(PaperDevice.speaksPython(), "Python is not installed");
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private static String intent(JsonNode record) {
        return record.get("prompt").asText().strip();
    }

    /// The verdict, `met` or why not.
    private String replayed(String model, JsonNode record, int number) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(model + number));
        Path file = folder.resolve(model + ".json");
        try (PaperDevice device = new PaperDevice(folder.resolve("home"), check -> new ReplayLater(file, check))) {
            Files.writeString(file, "[" + device.here(record.toString()) + "]");
            Seen run = device.carryOut(device.here(intent(record)), Language.PYTHON);
            return verdict(device, run, number);
        }
    }

    @Test
    void bothModelsOnADeviceWhereEverythingCanBeDone() throws IOException {
        Map<String, List<String>> verdicts = new TreeMap<>();
        for (String model : List.of("gpt-4o-mini", "phi-4")) {
            JsonNode recording = recording(model);
            List<String> each = new ArrayList<>();
            for (int number = 0; number < recording.size(); number++) {
                each.add(replayed(model, recording.get(number), number));
            }
            verdicts.put(model, each);
        }
        print("Recorded programs on a correct device", verdicts);
        assertThat(verdicts.values()).allSatisfy(each -> {
            assertThat(each.subList(0, 7)).containsOnly("met");
            assertThat(each.get(7)).contains("longer than the 40,000 that llm.ask takes"); // a whole page
        });
        assertThat(verdicts.get("gpt-4o-mini").get(8)).contains("shell.run ended with"); // "user@" is nobody there
        assertThat(verdicts.get("phi-4").get(8)).contains("Failed to extract command"); // a free answer taken apart
    }

    @Test
    void whatFailedIsMendedWhereTheModelIsToldWhatIsWrong() throws IOException {
        Map<String, List<String>> verdicts = new TreeMap<>();
        for (String model : List.of("gpt-4o-mini", "phi-4")) {
            JsonNode recording = recording(model);
            List<String> each = new ArrayList<>(Collections.nCopies(NAMES.size(), NOT_TRIED));
            for (int number : List.of(6, 7, 8)) {
                each.set(number, mended(model, recording.get(number), number));
            }
            verdicts.put(model, each);
        }
        print("The same first answers, findings told, second answers by a scripted model", verdicts);
        assertThat(verdicts.values())
                .allSatisfy(each -> assertThat(each.subList(6, 9)).allMatch(verdict -> verdict.startsWith("met")));
    }

    /// Where the program failed on the device, the same program comes first again, and the person refuses what it is
    /// about to do; elsewhere the recorded answer as it stands, Python for functions that are not there.
    private String mended(String model, JsonNode record, int number) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("mended-" + model + number));
        AtomicReference<String> first = new AtomicReference<>("");
        AtomicReference<String> second = new AtomicReference<>("");
        List<String> refused = REFUSED.getOrDefault(number, List.of());
        AtomicInteger requests = new AtomicInteger();
        try (OpenAiServer server = new OpenAiServer(_ -> OpenAiServer.text(
                        requests.getAndIncrement() == 0 ? first.get() : "```python\n" + second.get() + "```"));
                PaperDevice device = new PaperDevice(
                        folder.resolve("home"),
                        check -> new ModelPlanner(
                                new ModelAccess(server.baseUrl(), "", model, Duration.ofSeconds(20), 0, 1), check))) {
            boolean asItFailed = number == 7 || model.startsWith("gpt") && number == 8;
            first.set(
                    asItFailed
                            ? device.here(adapted(record, model))
                            : record.get("output").asText());
            second.set(device.here(MENDED.get(number)));
            Seen run = device.carryOut(device.here(intent(record)), Language.PYTHON, refused.get(0), refused.get(1));
            String told = server.requests().getLast().message(-1);
            String finding = run.document().at("/plan/findings/0/message").asText(refused.get(1));
            assertThat(server.requests()).as(run.state()).hasSize(2);
            assertThat(told).contains(finding);
            return verdict(device, run, number) + ", after: " + finding;
        }
    }

    /// The program with the functions of the paper before it, as a recording of it is planned.
    private String adapted(JsonNode record, String model) throws IOException {
        Path file = temporary.resolve(model + ".json");
        Files.writeString(file, "[" + record + "]");
        PlanRequest request = new PlanRequest(
                new Intent(intent(record), Channel.TERMINAL, Locale.ENGLISH, Instant.EPOCH),
                SkillReader.installed(),
                Language.PYTHON,
                Instant.EPOCH,
                ZoneOffset.UTC,
                List.of());
        Planning planning = new ReplayPlanner(file, new WorkflowCheck(new ProgramChecker()))
                .plan(request, Planner.Progress.silent());
        assertThat(planning).isInstanceOf(Planning.Planned.class);
        return "```python\n" + ((Planning.Planned) planning).plan().code() + "```";
    }

    private static void print(String title, Map<String, List<String>> verdicts) {
        StringBuilder table = new StringBuilder(title + "\n");
        for (int number = 0; number < NAMES.size(); number++) {
            int row = number;
            verdicts.forEach((model, each) -> table.append(
                    each.get(row).equals(NOT_TRIED)
                            ? ""
                            : "%d %-12s %-12s %s%n".formatted(row, NAMES.get(row), model, each.get(row))));
        }
        System.out.println(table);
    }

    private static String verdict(PaperDevice device, Seen run, int number) throws IOException {
        return met(device, run, number) ? "met" : "not met: " + why(run);
    }

    private static String why(Seen run) {
        String error = run.document().at("/error/message").asText("");
        for (JsonNode step : run.document().path("steps")) {
            if (step.at("/result/exitCode").asInt(0) != 0) {
                error = "%s ended with %d: %s"
                        .formatted(
                                step.path("operation").asText(),
                                step.at("/result/exitCode").asInt(),
                                step.at("/result/stderr").asText());
            }
        }
        String said = error.isEmpty() ? "it said " + run.said() : error;
        return run.state() + ", " + said.lines().findFirst().orElse("");
    }

    private static boolean met(PaperDevice device, Seen run, int number) throws IOException {
        String said = String.join("\n", run.said());
        if (!run.state().equals("succeeded")) {
            return false;
        }
        return switch (number) {
            case 0 -> has(run, "clock.sleep", "\"seconds\":5");
            case 1 -> has(run, "random.integer", "\"min\":1,\"max\":100") && said.matches("(?s).*\\b\\d{1,3}\\b.*");
            case 2 -> said.matches("(?s).*\\b7\\b.*");
            case 3 ->
                has(run, "media.play", "") && has(run, "clock.sleep", "\"seconds\":5") && has(run, "media.stop", "");
            case 4 -> said.contains("Berlin");
            case 5 -> {
                List<String> there;
                try (var entries = Files.list(device.home().resolve("files"))) {
                    there = entries.map(each -> each.getFileName().toString()).toList();
                }
                yield there.stream().allMatch(said::contains);
            }
            case 6 ->
                device.sent().size() == 1
                        && device.sent().getFirst().contains("claims@harbormutual.example.com")
                        && device.sent().getFirst().toLowerCase(Locale.ROOT).contains("attachment");
            case 7 -> said.contains("built on attention");
            case 8 -> device.commands.stream().anyMatch(each -> each.contains("install -y nginx"));
            default -> throw new IllegalArgumentException("There are nine.");
        };
    }

    private static boolean has(Seen run, String operation, String arguments) {
        for (JsonNode step : run.document().path("steps")) {
            if (step.path("operation").asText().equals(operation)
                    && step.path("arguments").toString().contains(arguments)) {
                return true;
            }
        }
        return false;
    }

    /// A recording that is written after the device is there, because it holds the device's addresses.
    private record ReplayLater(Path file, WorkflowCheck check) implements Planner {
        @Override
        public String name() {
            return "replay";
        }

        @Override
        public Planning plan(PlanRequest request, Progress progress) {
            return new ReplayPlanner(file, check).plan(request, progress);
        }
    }
}
