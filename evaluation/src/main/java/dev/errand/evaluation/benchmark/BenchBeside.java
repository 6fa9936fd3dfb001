package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.benchmark.Contest.Way;
import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.offline.OfflinePlanner;
import dev.errand.os.device.Device;
import dev.errand.os.files.FileIndexing;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.host.ProcessSandbox;
import dev.errand.sandbox.host.WorkerSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `errand bench beside`: parts of Errand beside what somebody would take instead, as ratios from one run.
@Command(
        name = "beside",
        description = {
            "Measure workflows, journal, search, planning and starts beside what somebody would take instead.",
            "JSON on stdout; a ratio below 1 means that Errand takes less time. What is not installed is named."
        })
final class BenchBeside implements Callable<Integer> {
    private static final List<String> INTENTS = List.of(
            "Please send my car title to my insurance company",
            "Add milk to my shopping list",
            "Set a timer for five minutes",
            "What is on my calendar tomorrow?",
            "Remind me to pay the rent on Friday");

    private static final Set<Integer> WELL = Set.of(0);
    /// grep says 1 where it finds nothing.
    private static final Set<Integer> WELL_OR_NOTHING = Set.of(0, 1);

    private static final String NODE_WORKFLOW = """
            const answer = JSON.stringify([{id: 'a-1', name: 'Car title', email: 'claims@insurance.example', text: 'x'.repeat(200)}]);
            const call = () => JSON.parse(answer);
            """ + NpmPeers.WORKFLOW.replace("#", "1");

    private static final String PYTHON_WORKFLOW = """
            import json
            answer = json.dumps([{'id': 'a-1', 'name': 'Car title', 'email': 'claims@insurance.example', 'text': 'x' * 200}])
            call = lambda *given: json.loads(answer)
            people = call('contacts.find', 'insurance')
            files = call('documents.find', 'title')
            text = call('documents.read', files[0]['name'])[0]['text']
            note = call('notes.add', 'Title sent to ' + people[0]['name'])
            sent = call('mail.send', {'to': people[0]['email'], 'subject': 'Title', 'text': text[:100]})
            print(sent[0]['id'] + note[0]['id'])
            """;

    @Option(names = "--repetitions", paramLabel = "N", description = "Of each kind (default: ${DEFAULT-VALUE}).")
    int repetitions = 30;

    @Option(names = "--files", paramLabel = "N", description = "Files to search in (default: ${DEFAULT-VALUE}).")
    int files = 2_000;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Keep them in DIR, under the name of this version; errand bench page plots them.")
    @Nullable
    Path results;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (repetitions < 1 || files < 20) {
            throw new IllegalArgumentException("Measure at least one repetition, among 20 files or more.");
        }
        Path folder = Files.createTempDirectory("errand-beside");
        try {
            ObjectNode measured = measure(folder);
            Results.say(measured, results);
        } finally {
            Bench.remove(folder);
        }
        return 0;
    }

    private ObjectNode measure(Path folder) throws IOException {
        Launches launches = new Launches(folder);
        ObjectNode measured = Results.begin(spec, launches.areCached());
        System.err.println("Making " + files + " files …");
        Path home = Files.createDirectory(folder.resolve("home"));
        FileCorpus corpus = new FileCorpus(home.resolve("files"));
        corpus.write(files);
        Device indexed = BenchFiles.device(home, "text");
        WorkerSettings settings = WorkerSettings.here();
        try (Others others = new Others(folder);
                ProcessSandbox sandbox = new ProcessSandbox(settings);
                SqliteJournal journal = SqliteJournal.open(folder.resolve("journal.db"));
                FileIndexing indexing = FileIndexing.of(indexed)) {
            indexing.bringUpToDate();
            List<Contest> contests = new ArrayList<>(List.of(workflow(sandbox, settings, others)));
            if (sandbox.speaks(Language.PYTHON)) {
                contests.add(python(sandbox, others));
            }
            contests.addAll(List.of(
                    entry(journal, folder, others),
                    search(corpus, home, indexed, others),
                    plan(),
                    start(launches, others)));
            measured.set("ratios", Contest.all(contests, Math.max(1, repetitions / 3), repetitions));
        }
        return measured;
    }

    private static Contest workflow(ProcessSandbox sandbox, WorkerSettings settings, Others others) {
        return new Contest(
                "JavaScript workflow of five calls",
                Contest.here("worker process, warm", () -> ReferenceWorkflow.run(sandbox, Language.JAVASCRIPT)),
                List.of(
                        others.process("node -e", WELL, "node", "-e", NODE_WORKFLOW),
                        others.loop(
                                "plain GraalJS in process, warm, no limits",
                                "PlainEngineLoop.java",
                                settings.classPath(),
                                NpmPeers.WORKFLOW)));
    }

    private static Contest python(ProcessSandbox sandbox, Others others) {
        return new Contest(
                "Python workflow of five calls",
                Contest.here("worker process, warm", () -> ReferenceWorkflow.run(sandbox, Language.PYTHON)),
                List.of(others.process("python3 -c", WELL, "python3", "-c", PYTHON_WORKFLOW)));
    }

    private static Contest entry(SqliteJournal journal, Path folder, Others others) {
        Instant now = Instant.now();
        Journal.Summary summary =
                new Journal.Summary(new RunId("r-bench"), "bench", RunState.RUNNING, now, Instant.EPOCH);
        AtomicLong number = new AtomicLong();
        Runnable append = () -> {
            long next = number.incrementAndGet();
            journal.append(summary, List.of(new Recorded(next, now, new Entry.Said(0, (int) next, "x".repeat(256)))));
        };
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new Contest(
                "durable entry of 256 characters",
                Contest.here("journal", append),
                List.of(others.loop(
                        "SQLite by plain JDBC, as durable",
                        "PlainSqlite.java",
                        classPath,
                        folder.resolve("plain.db").toString())));
    }

    private static Contest search(FileCorpus corpus, Path home, Device indexed, Others others) {
        String word = corpus.word();
        String root = home.resolve("files").toString();
        return new Contest(
                "search for a word",
                Contest.here("files.find, from the index", () -> BenchFiles.find(word, null, indexed)),
                List.of(
                        others.process("grep -rilwF", WELL_OR_NOTHING, "grep", "-rilwF", word, root),
                        others.process("find -iname (names alone)", WELL, "find", root, "-iname", "*" + word + "*")));
    }

    private static Contest plan() {
        Catalogue catalogue = SkillReader.installed();
        OfflinePlanner planner = new OfflinePlanner();
        SentenceTable table = new SentenceTable(catalogue);
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        List<PlanRequest> requests = INTENTS.stream()
                .map(words -> new PlanRequest(
                        new Intent(words, Channel.TERMINAL, Locale.ENGLISH, now),
                        catalogue,
                        Language.JAVASCRIPT,
                        now,
                        ZoneOffset.UTC,
                        List.of()))
                .toList();
        Way ours = Contest.here(
                "offline planner", () -> requests.forEach(each -> planner.plan(each, Planner.Progress.silent())));
        Way theirs = Contest.here("a table of regular expressions", () -> INTENTS.forEach(table::find));
        return new Contest("planning %d sentences".formatted(INTENTS.size()), ours, List.of(theirs));
    }

    private static Contest start(Launches launches, Others others) {
        return new Contest(
                "cold start",
                new Way("errand --version", () -> launches.errand("--version")),
                List.of(
                        new Way("bare JVM", launches::bare),
                        others.process("node -e 0", WELL, "node", "-e", "0"),
                        others.process("python3 -c 0", WELL, "python3", "-c", "0")));
    }
}
