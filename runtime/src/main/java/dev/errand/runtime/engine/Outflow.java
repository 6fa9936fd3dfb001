package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.runtime.journal.Entry.Disclosure;
import dev.errand.runtime.journal.Entry.Recipient;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.labels.StoredLabel;
import dev.errand.runtime.labels.StoredLabels;
import dev.errand.runtime.policy.Disclosures;
import dev.errand.runtime.policy.EffectHash;
import dev.errand.runtime.policy.Origins;
import dev.errand.runtime.policy.Policy;
import dev.errand.runtime.policy.Recipients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The labels of one call: where its arguments come from, who receives what it tells, and what of that they may not
/// know.
record Outflow(
        Step step,
        ObjectNode arguments,
        Map<String, Origin> provenance,
        List<Recipient> found,
        List<Disclosure> disclosures) {
    /// @param arguments as they will run: the step's own, or as the person edited them
    /// @param storage   as it is before the call
    /// @param foreseen  what is known of the call's result: who receives, and what they see
    static Outflow of(Step step, ObjectNode arguments, Origins origins, Storage storage, Supplier<Returned> foreseen) {
        Set<String> edited = EarlierPreview.edited(step.arguments(), arguments);
        Map<String, Readers> along = new LinkedHashMap<>(attached(step, arguments, storage));
        List<Recipient> found = List.of();
        if (Recipients.areFound(step.operation())) {
            Returned shown = foreseen.get();
            found = Recipients.found(step.operation(), arguments, shown, origins);
            shown.closed().values().forEach(origin -> along.merge(origin.source(), origin.readers(), Readers::meet));
        }
        return new Outflow(
                step,
                arguments,
                origins.of(step.operation(), arguments, edited, step.proof()),
                found,
                Disclosures.of(step.operation(), arguments, edited, step.proof(), origins, found, along));
    }

    /// Who may know the files that go along.
    private static Map<String, Readers> attached(Step step, ObjectNode arguments, Storage storage) {
        Map<String, Readers> attached = new LinkedHashMap<>();
        StoredLabels labels = new StoredLabels(storage);
        for (String path : EffectHash.attached(step.operation(), arguments)) {
            Readers readers = labels.at(StoragePath.in("files", path))
                    .map(StoredLabel::origin)
                    .map(Origin::readers)
                    .orElse(Origin.usualReaders(Provenance.OWNED));
            if (!readers.isEverybody()) {
                attached.put(path, readers);
            }
        }
        return attached;
    }

    String hash(Storage storage) {
        return EffectHash.of(step.operation(), arguments, storage, provenance, found, disclosures);
    }

    Policy.Proposal proposal(int alike) {
        return new Policy.Proposal(step.operation(), provenance, alike, found, disclosures);
    }
}
