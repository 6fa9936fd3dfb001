package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.errand.runtime.journal.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Journals of whole runs as JSON lines, one entry a line: `{run, sequence, at, version, body}`, and beside each the
/// document that the run has.
///
/// Recorded once for each format version and replayed for ever. [#main] records those of the present format into a
/// folder; ones that are there already stay as they are.
final class GoldenJournal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenJournal() {}

    /// @param args the folder to record into, and an empty one to live in
    public static void main(String... args) throws IOException {
        Path into = Path.of(args[0]);
        try (TestDevice device = new TestDevice(Path.of(args[1]))) {
            record(into, device, "two-stages", twoStages(device));
            record(into, device, "edited-and-refused", editedAndRefused(device));
            record(into, device, "waited-and-undone", waitedAndUndone(device));
            record(into, device, "parked", parked(device));
            record(into, device, "parked-with-a-question", parkedWithAQuestion(device));
            record(into, device, "parked-until-a-time", parkedUntilATime(device));
        }
    }

    private static Seen twoStages(TestDevice device) {
        Seen asked = device.run("""
                user.say("Here we go.");
                const who = user.ask("Who?", {choices: ["ada@b.example", "bob@b.example"]});
                files.write("log.txt", "sent to " + who);
                const r = machine.run("ls");
                if (r.exitCode === 0) courier.deliver(who, r.stdout + random.integer(1, 6));
                return {to: who, warm: thermometer.degrees() > 10};
                """);
        return device.approve(device.approve(device.answer(asked, "2")));
    }

    private static Seen editedAndRefused(TestDevice device) {
        device.outside.letters.add("eve@evil.example");
        Seen asked = device.run("""
                const letter = letters.all()[0];
                lists.add("people", letter.sender);
                courier.deliver(letter.sender, "hello");
                courier.deliver("ada@b.example", letter.body);
                user.say("all sent");
                """);
        JsonNode bob = TextNode.valueOf("bob@b.example");
        device.engine.approve(asked.id(), new Approval(Set.of(1, 2), Map.of(2, Map.of("to", bob)), "terminal"));
        return device.advance(asked.id());
    }

    private static Seen waitedAndUndone(TestDevice device) {
        Seen waiting = device.run("""
                lamps.turnOn("hall");
                clock.sleep(90);
                files.makeFolder("kept");
                files.write("kept/a.txt", "A");
                lamps.turnOn("broken");
                """);
        device.pass(Duration.ofMinutes(2));
        device.advance(waiting.id());
        device.engine.undo(waiting.id());
        return device.seen(waiting.id());
    }

    private static Seen parked(TestDevice device) {
        return device.run("""
                const dice = random.integer(1, 1000000);
                courier.deliver("ada@b.example", "dice " + dice);
                user.say("sent");
                """);
    }

    private static Seen parkedWithAQuestion(TestDevice device) {
        return device.run("""
                lists.add("errands", "post");
                const who = user.ask("Who?", {choices: ["ada@b.example", "bob@b.example"]});
                courier.deliver(who, "hello");
                """);
    }

    private static Seen parkedUntilATime(TestDevice device) {
        return device.run("""
                lamps.turnOn("hall");
                clock.sleep(90);
                files.write("slept.txt", "well");
                user.say("good morning");
                """);
    }

    private static void record(Path into, TestDevice device, String name, Seen run) throws IOException {
        Path lines = into.resolve(name + ".jsonl");
        if (!Files.exists(lines)) {
            Files.write(lines, entries(device, run.id()));
            Files.writeString(
                    into.resolve(name + ".document.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(run.document()) + "\n");
        }
    }

    private static List<String> entries(TestDevice device, RunId run) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = connect(device);
                PreparedStatement select = connection.prepareStatement(
                        "SELECT sequence, at, version, body FROM entries WHERE run = ? ORDER BY sequence")) {
            select.setString(1, run.value());
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                ObjectNode line = JSON.createObjectNode();
                line.put("run", run.value()).put("sequence", rows.getLong(1)).put("at", rows.getString(2));
                line.put("version", rows.getInt(3)).set("body", JSON.readTree(rows.getString(4)));
                lines.add(line.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return lines;
    }

    /// Puts a recorded journal on a device as if it had been written there.
    static RunId restore(Path lines, TestDevice device) throws IOException {
        String run = "";
        try (Connection connection = connect(device)) {
            for (String text : Files.readAllLines(lines)) {
                JsonNode line = JSON.readTree(text);
                run = line.path("run").asText();
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO entries VALUES(?, ?, ?, ?, ?, '', '')")) {
                    insert.setString(1, run);
                    insert.setLong(2, line.path("sequence").asLong());
                    insert.setString(3, line.path("at").asText());
                    insert.setInt(4, line.path("version").asInt());
                    insert.setString(5, line.path("body").toString());
                    insert.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new RunId(run);
    }

    private static Connection connect(TestDevice device) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + device.journalFile());
    }

    static JsonNode document(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }
}
