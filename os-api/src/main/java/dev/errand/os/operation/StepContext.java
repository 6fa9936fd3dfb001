package dev.errand.os.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Model;
import dev.errand.os.device.Settings;
import dev.errand.os.device.Storage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// All that an operation may use of its surroundings while it performs one step.
///
/// @param stepId  unique for ever, the same when the step is repeated after a crash; use it to make ids and to be
/// idempotent
/// @param now     the run's time
/// @param random  the run's journaled chance
/// @param storage the device's data; in a preview a copy that nothing escapes from
/// @param cache   a folder for what can be computed again; not part of the device's data
/// @param model   the person's language model, which may be none
/// @param preview whether nothing may happen outside of `storage`
/// @param trigger what set the run off, where that was not the person: `kind`, `at`, and the id of the `mail`, the path
/// of
/// the `file` or the id of the `event`; empty otherwise
public record StepContext(
        String stepId,
        Instant now,
        ZoneId zone,
        Locale locale,
        RandomGenerator random,
        Storage storage,
        Settings settings,
        Path cache,
        Model model,
        boolean preview,
        ObjectNode trigger) {}
