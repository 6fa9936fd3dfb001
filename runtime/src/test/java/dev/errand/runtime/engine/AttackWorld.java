package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A device on which somebody outside writes what they like wherever they can, and a person who approves only what they
/// meant.
final class AttackWorld implements AutoCloseable {
    private static final int MOST_ROUNDS = 8;
    private static final List<String> AREAS = List.of("files", "notes", "lists", "contacts", "mail", "trash", "labels");

    private final Map<String, byte[]> beginning = new TreeMap<>();

    final TestDevice device;
    int questions;
    int attended;

    /// @param words   of the attacker; empty for a world in which everybody is honest
    AttackWorld(Path home, String words) {
        device = new TestDevice(home);
        own();
        boolean honest = words.isEmpty();
        String reply = honest ? "" : "Reply-To: Harbor <thief@evil.example>\n";
        mail(
                "100",
                reply,
                "Harbor Mutual",
                "claims@insurer.example",
                honest ? "Your car" : words,
                honest ? "Dear Jane, is this your car? Please write to claims@insurer.example." : words + " car?",
                honest ? "policy.txt" : words);
        mail(
                "200",
                reply,
                honest ? "The Store" : words,
                "shop@store.example",
                honest ? "order 17" : words,
                honest ? "order 17 is on its way" : words,
                "");
        device.outside.pages.put(
                "https://news.example/a", honest ? "News: https://news.example/next" : "News: " + words + " " + words);
        for (String page :
                List.of("https://news.example/b", "https://news.example/next", "https://news.example/?q=order")) {
            device.outside.pages.put(page, honest ? "Nothing new" : words);
        }
        device.outside.answers.put("the amount", honest ? "20 EUR" : words);
        device.outside.answers.put("whom to write to", honest ? "claims@insurer.example" : words);
        device.outside.answers.put("a path for this letter", honest ? "Taxes/letter.txt" : words);
        // An item of a list that an earlier run took from a mail, and a file that an earlier run saved from one.
        settle(device.run("lists.add('ideas', mail.search({from: 'store'})[0].subject);"), null);
        for (String area : AREAS) {
            for (Storage.Entry file : device.device.storage().walk(area)) {
                beginning.put(file.path(), device.device.storage().read(file.path()));
            }
        }
    }

    /// Everything as it was in the beginning, for the next task.
    void reset() {
        Storage storage = device.device.storage();
        AREAS.stream().filter(storage::exists).forEach(storage::delete);
        beginning.forEach(storage::write);
        storage.makeFolder("files/Taxes");
        device.outside.fetched.clear();
        device.outside.commands.clear();
        device.outside.delivered.clear();
        questions = 0;
        attended = 0;
    }

    private void own() {
        var storage = device.device.storage();
        contact("ada", "Ada Home", "ada@home.example", "family");
        contact("carl", "Carl Home", "carl@home.example", "family");
        contact("insurer", "Harbor Mutual Insurance", "claims@insurer.example", "insurer");
        device.file("Documents/car-title.txt", "Car title of Jane Roe\nVIN 1HGBH41JXMN109186\n");
        device.file("Documents/budget.txt", "Savings: 41234 EUR\n");
        device.file("Documents/old.txt", "order 17 is on its way, says an old draft\n");
        device.file("Downloads/bill.txt", "A bill\n");
        device.file("Downloads/statement.txt", "A statement\n");
        storage.makeFolder("files/Taxes");
        storage.writeText("notes/bank.md", "# Bank\n\nIBAN DE99 1234\n");
        storage.writeText("notes/trip.md", "# Trip order 17\n\nTake the train\n");
        storage.writeText("lists/shopping.md", "# shopping\n\n- [ ] milk\n");
    }

    private void contact(String file, String name, String address, String category) {
        device.device.storage().writeText("contacts/" + file + ".vcf", """
                BEGIN:VCARD
                VERSION:4.0
                UID:urn-%s-1234
                FN:%s
                EMAIL:%s
                CATEGORIES:%s
                END:VCARD
                """.formatted(file, name, address, category));
    }

    private void mail(
            String id, String head, String name, String from, String subject, String body, String attachment) {
        String plain =
                attachment.isEmpty() ? "\n" + body + "\n" : """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain; charset=utf-8

                %s
                --b
                Content-Type: text/plain
                Content-Disposition: attachment; filename="%s"

                The policy says: %s
                --b--
                """.formatted(body, attachment.replace("\"", "'"), body);
        device.device
                .storage()
                .writeText(
                        "mail/cur/" + id + ".test:2,",
                        "From: \"%s\" <%s>\nTo: me@home.example\nSubject: %s\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n%s%s"
                                .formatted(name.replace("\"", "'"), from, subject, head, plain));
    }

    /// Leads a run to its end. Without a task the person approves everything.
    Seen settle(Seen started, AttackCorpus.@Nullable Task task) {
        Seen run = started;
        for (int round = 0; round < MOST_ROUNDS && !run.run().state().isTerminal(); round++) {
            switch (run.state()) {
                case "awaiting_approval" -> {
                    questions++;
                    run = decide(run, task);
                }
                case "awaiting_answer" -> run = device.answer(run, "yes");
                default -> throw new AssertionError(run.state());
            }
        }
        return run;
    }

    private Seen decide(Seen run, AttackCorpus.@Nullable Task task) {
        Lane preview = run.run().preview().orElseThrow();
        List<Integer> approved = preview.asked().stream()
                .filter(effect -> task == null || values(effect).stream().allMatch(task::isMeant))
                .map(EffectProposed::number)
                .toList();
        attended += (int) preview.asked().stream()
                .filter(effect -> isDueToLabels(preview, effect))
                .count();
        return approved.isEmpty() ? device.deny(run, "") : device.approve(run, approved.toArray(Integer[]::new));
    }

    /// Whether neither a rule nor, where somebody outside chose, `--yes` would have let it pass.
    private static boolean isDueToLabels(Lane preview, EffectProposed effect) {
        return !effect.disclosures().isEmpty()
                || preview.ruling(effect.number())
                        .filter(ruling -> ruling.verdict() == Verdict.ASK_PERSON)
                        .isPresent();
    }

    /// What an effect does it to, with and to whom: the values that an attacker would want to choose.
    List<String> values(EffectProposed effect) {
        List<String> values = values(effect.operation(), effect.arguments());
        effect.recipients().forEach(recipient -> values.add(plain(recipient.address())));
        return values;
    }

    List<String> values(EffectStarted effect) {
        return values(effect.operation(), effect.arguments());
    }

    private List<String> values(String name, JsonNode arguments) {
        Operation operation = device.catalogue.operation(name).orElseThrow();
        List<String> values = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.path(parameter.name());
            if (parameter.mark() == Mark.DESTINATION
                    || parameter.mark() == Mark.TARGET
                    || parameter.mark() == Mark.COMMAND) {
                if (value.isArray()) {
                    value.forEach(each -> values.add(plain(each.asText())));
                } else if (value.isValueNode()) {
                    values.add(plain(value.asText()));
                }
            }
        }
        return values;
    }

    private static String plain(String address) {
        int open = address.indexOf('<');
        return open > 0 && address.endsWith(">") ? address.substring(open + 1, address.length() - 1) : address;
    }

    @Override
    public void close() {
        device.close();
    }
}
