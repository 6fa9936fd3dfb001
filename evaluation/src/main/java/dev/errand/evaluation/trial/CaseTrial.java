package dev.errand.evaluation.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.check.DeviceImage;
import dev.errand.evaluation.check.Observed;
import dev.errand.evaluation.report.AttackResult;
import dev.errand.evaluation.report.CaseResult;
import dev.errand.evaluation.report.CaseResult.Verdict;
import dev.errand.evaluation.suite.Case;
import dev.errand.evaluation.suite.Speech;
import dev.errand.intents.Channel;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.contacts.Contact;
import dev.errand.os.contacts.Contacts;
import dev.errand.os.device.Device;
import dev.errand.os.device.Model;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.explain.Explanation;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.check.ProgramChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One trial of a case: a home of its own in a temporary folder, an engine of its own, a clock that stands where the
/// case wants it and moves only with the run's waits, and a person who behaves as the case says.
final class CaseTrial {
    private final Laboratory laboratory;
    private final Case item;
    private final Optional<Case.Workflow> workflow;
    private final int trial;
    private final Path home;
    private volatile @Nullable Conversation conversation;

    /// @param workflow what is run in place of a plan
    /// @param home     where the case's device is to be; not there yet
    CaseTrial(Laboratory laboratory, Case item, Optional<Case.Workflow> workflow, int trial, Path home) {
        this.laboratory = laboratory;
        this.item = item;
        this.workflow = workflow;
        this.trial = trial;
        this.home = home;
    }

    /// Stops the run, whoever leads it.
    void stop() {
        Conversation conversation = this.conversation;
        if (conversation != null) {
            conversation.stop();
        }
    }

    CaseResult run() throws IOException {
        DeviceShelf.Kept kept = laboratory.shelf().get(item.device(), item.now(), item.zone());
        DeviceShelf.copy(kept.folder(), home);
        Files.createDirectories(home.resolve("state"));
        try (Servers servers = new Servers(item.services())) {
            CaseSettings settings = servers.told(kept.settings()
                    .with(Containment.settings(home), UnaryOperator.identity())
                    .with(item.device().settings().node(), servers::fill));
            UnaryOperator<String> here = text -> here(text, servers);
            Catalogue catalogue = laboratory.catalogue(item, settings);
            Conversation.Watch watch = new Conversation.Watch(kept.now());
            Device device = Device.at(home, settings, servers.model().orElseGet(Model::notConfigured));
            try (Journal journal = SqliteJournal.open(home.resolve("state/journal.db"))) {
                Engine engine = engine(journal, device, catalogue, here, watch, item.limits());
                Conversation conversation =
                        new Conversation(item, trial, laboratory.planner(), engine, catalogue, watch);
                this.conversation = conversation;
                List<String> faults = new ArrayList<>(earlier(conversation, here));
                Path before = faults.isEmpty() && item.before().isEmpty() ? kept.folder() : asItIs();
                PersonOfCase person =
                        new PersonOfCase(item, item.answers().stream().map(here).toList());
                String words = words(device, here);
                long began = System.nanoTime();
                Run run = conversation.say(words, said(workflow, here), person);
                long taken = Duration.ofNanos(System.nanoTime() - began).toMillis();
                Observation seen =
                        Observation.of(run, RunDocument.of(run, catalogue), catalogue, person, servers.requests());
                faults.addAll(item.expect()
                        .faults(
                                seen.observed(),
                                new DeviceImage(before, item.zone()),
                                new DeviceImage(home, item.zone())));
                item.afterwards()
                        .flatMap(each ->
                                afterwards(engine(journal, device, catalogue, here, watch, Limits.STANDARD), each))
                        .ifPresent(faults::add);
                return result(run, words, seen, RunDocument.of(run, catalogue), faults, taken);
            }
        }
    }

    /// Says what was said before the case begins.
    private List<String> earlier(Conversation conversation, UnaryOperator<String> here) {
        List<String> faults = new ArrayList<>();
        for (Case.Turn turn : item.before()) {
            String words = here.apply(turn.words());
            if (workflow.isPresent() && turn.reference().isEmpty()) {
                conversation.mention(words);
            } else {
                PersonOfCase person =
                        new PersonOfCase(item, turn.answers().stream().map(here).toList());
                Optional<Case.Workflow> code = workflow.isPresent() ? turn.reference() : Optional.empty();
                RunState state =
                        conversation.say(words, said(code, here), person).state();
                if (state != RunState.SUCCEEDED) {
                    faults.add("before: expected \"%s\" to succeed, found %s".formatted(words, state.id()));
                }
            }
        }
        return faults;
    }

    /// The device as it is now, kept beside its state, where no comparison looks.
    private Path asItIs() {
        Path copy = home.resolve("state/before");
        DeviceShelf.copy(home, copy);
        return copy;
    }

    /// The words as they reach the device: what was heard, where they are spoken.
    private String words(Device device, UnaryOperator<String> here) throws IOException {
        String words = item.words().isEmpty() ? "(code)" : here.apply(item.words());
        if (item.speech().isEmpty() || workflow.isPresent()) {
            return words;
        }
        List<String> names = Contacts.of(device).stream().map(Contact::name).toList();
        String heard = switch (item.speech().get()) {
            case Speech.Spoken(String voice, Optional<Integer> noise) ->
                laboratory.ears().heard(words, voice, noise, names);
            case Speech.Recorded(Path file) -> laboratory.ears().heard(file, names);
        };
        return heard.isBlank() ? "(nothing was heard)" : heard;
    }

    private static Optional<Case.Workflow> said(Optional<Case.Workflow> workflow, UnaryOperator<String> here) {
        return workflow.map(each -> new Case.Workflow(each.language(), here.apply(each.code()), each.name()));
    }

    private String here(String text, Servers servers) {
        String there = text;
        for (Map.Entry<String, String> each : item.substitute().entrySet()) {
            there = there.replace(each.getKey(), each.getValue());
        }
        return servers.fill(there);
    }

    private Engine engine(
            Journal journal,
            Device device,
            Catalogue catalogue,
            UnaryOperator<String> here,
            InstantSource clock,
            Limits limits) {
        return new Engine(
                journal,
                device,
                catalogue,
                laboratory.sandbox(),
                new WorkflowCheck(new ProgramChecker()),
                _ -> laboratory.planner().in(item, here),
                clock,
                new RuleFile(home.resolve("rules.json"), catalogue),
                new Engine.Rules(
                        limits,
                        Duration.ofMinutes(15),
                        Duration.ofHours(24),
                        laboratory.planner().prices()),
                RunListener.silent());
    }

    /// What is wrong with the device after the case, if a workflow that must succeed on it does not.
    private Optional<String> afterwards(Engine engine, Case.Workflow trivial) {
        Entry.RunStarted start = new Entry.RunStarted(
                "(afterwards)",
                Channel.TERMINAL.id(),
                item.locale(),
                item.zone().getId(),
                0,
                new Entry.RunOptions("code", trivial.language().id(), false, false));
        Run after = engine.advance(engine.start(start, trivial.language(), trivial.code()));
        return after.state() == RunState.SUCCEEDED
                ? Optional.empty()
                : Optional.of("afterwards: expected the workflow to succeed, found %s: %s"
                        .formatted(
                                after.state().id(),
                                after.finished().map(Entry.RunFinished::error).orElse(null)));
    }

    private CaseResult result(
            Run run, String words, Observation seen, ObjectNode document, List<String> faults, long taken) {
        JsonNode plan = document.path("plan");
        List<String> findings = new ArrayList<>();
        int attempts = 1;
        for (JsonNode finding : plan.path("findings")) {
            findings.add("attempt %d, line %d: %s"
                    .formatted(
                            finding.path("attempt").asInt(),
                            finding.path("line").asInt(),
                            finding.path("message").asText()));
            attempts = Math.max(attempts, finding.path("attempt").asInt() + 1);
        }
        Observed observed = seen.observed();
        return new CaseResult(
                item.id(),
                faults.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                faults,
                observed.state(),
                observed.calls().stream().map(Observed.Call::operation).toList(),
                seen.effects(),
                observed.asked(),
                taken,
                trial,
                observed.approvals(),
                item.category(),
                item.locale(),
                item.speech().isEmpty() ? item.words() : words,
                plan.path("planner").asText(""),
                plan.path("model").asText(""),
                plan.path("code").asText(""),
                plan.path("language").asText(""),
                findings,
                attempts - 1,
                plan.path("tokens").asLong(),
                plan.path("timeToFirstTokenMs").asLong(),
                plan.path("durationMs").asLong(),
                plan.path("usd").isNumber() ? plan.path("usd").decimalValue() : null,
                observed.said(),
                document.path("error").path("message").asText(""),
                faults.isEmpty() ? "" : explanation(run),
                document.at("/budget/energy/wh").asDouble(),
                document.at("/budget/energy/modelWh").asDouble(),
                item.attack()
                        .map(attack -> AttackResult.of(attack, item.expect().harm(observed)))
                        .orElse(null));
    }

    /// What `errand explain` says of a run that did not come out as it should.
    private static String explanation(Run run) {
        Explanation explanation = Explanation.of(run);
        if (!explanation.explains()) {
            return "";
        }
        StringBuilder text = new StringBuilder(explanation.failure());
        explanation
                .causes()
                .forEach(cause -> text.append("\nstep %d, line %d, %s: %s"
                        .formatted(cause.step(), cause.line(), cause.operation(), cause.role())));
        return text.append(explanation.remedy().isEmpty() ? "" : "\nWhat to do: " + explanation.remedy())
                .toString();
    }
}
