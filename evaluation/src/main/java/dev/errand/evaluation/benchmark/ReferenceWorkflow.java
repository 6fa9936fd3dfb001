package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Call;
import dev.errand.sandbox.Calls;
import dev.errand.sandbox.ClosedField;
import dev.errand.sandbox.Environment;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What sandboxes are measured with: a workflow of five operation calls, a new source text each time, and a host that
/// answers at once.
final class ReferenceWorkflow {
    /// `#` stands for a number that makes each text a new one; the same work as [NpmPeers] gives to others.
    private static final String JAVASCRIPT = """
            const people = await contacts.find('insurance');
            const files = await documents.find('title #');
            const text = (await documents.read(files[0].name))[0].text;
            const note = await notes.add('Title sent to ' + people[0].name);
            const sent = await mail.send({ to: people[0].email, subject: 'Title #', text: text.slice(0, 100) });
            return sent[0].id + note[0].id + '#';
            """;

    /// The same in Python.
    private static final String PYTHON = """
            people = contacts.find('insurance')
            files = documents.find('title #')
            text = documents.read(files[0].name)[0].text
            note = notes.add('Title sent to ' + people[0].name)
            sent = mail.send({'to': people[0].email, 'subject': 'Title #', 'text': text[:100]})
            return sent[0].id + note[0].id + '#'
            """;

    static final List<String> OPERATIONS =
            List.of("contacts.find", "documents.find", "documents.read", "notes.add", "mail.send");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final JsonNode ANSWER = JsonNodeFactory.instance
            .arrayNode()
            .add(JsonNodeFactory.instance
                    .objectNode()
                    .put("id", "a-1")
                    .put("name", "Car title")
                    .put("email", "claims@insurance.example")
                    .put("text", "x".repeat(200)));

    private ReferenceWorkflow() {}

    /// Answers each call at once with the same record.
    static final class Host implements Calls {
        @Override
        public Answer call(Call call) {
            return new Answer.Value(ANSWER, List.of(), Instant.EPOCH);
        }

        @Override
        public Answer open(ClosedField field) {
            return new Answer.Stop();
        }
    }

    /// Runs it once, in a text that was never run before.
    ///
    /// @throws IllegalStateException if it does not come to its end
    static void run(Sandbox sandbox, Language language) {
        run(sandbox, language, text(language));
    }

    /// A text that there was not before.
    static String text(Language language) {
        String code = switch (language) {
            case JAVASCRIPT -> JAVASCRIPT;
            case PYTHON -> PYTHON;
        };
        return code.replace("#", String.valueOf(NUMBER.incrementAndGet()));
    }

    /// A loop of so many calls, in a text that was never run before.
    static void loop(Sandbox sandbox, int calls) {
        run(
                sandbox,
                Language.JAVASCRIPT,
                "let n = " + NUMBER.incrementAndGet() + "; for (let i = 0; i < " + calls
                        + "; i++) n += (await contacts.find('a', i)).length; return n;");
    }

    /// A loop that computes and calls nothing, in a text that was never run before.
    static void compute(Sandbox sandbox, int rounds) {
        run(
                sandbox,
                Language.JAVASCRIPT,
                "let n = " + NUMBER.incrementAndGet() + "; for (let i = 0; i < " + rounds
                        + "; i++) n = (n * 31 + i) % 1000003; return n;");
    }

    private static void run(Sandbox sandbox, Language language, String code) {
        Outcome outcome = execute(sandbox, language, code, Limits.STANDARD, new Host());
        if (!(outcome instanceof Outcome.Completed)) {
            throw new IllegalStateException(
                    "The reference workflow came to " + outcome + ": there is nothing to measure.");
        }
    }

    /// Runs a program in JavaScript.
    static Outcome execute(Sandbox sandbox, String code, Limits limits, Calls calls) {
        return execute(sandbox, Language.JAVASCRIPT, code, limits, calls);
    }

    private static Outcome execute(Sandbox sandbox, Language language, String code, Limits limits, Calls calls) {
        Environment environment = new Environment(Instant.EPOCH, 1, ZoneOffset.UTC);
        return sandbox.execute(new Program(language, code, OPERATIONS, environment), limits, calls);
    }
}
