package dev.errand.os.shell;

import dev.errand.os.command.Command;
import dev.errand.os.device.Storage;
import dev.errand.os.files.PlaceRef;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.nio.file.Path;

/// Commands on this machine, run by a shell in a folder among the person's files, as the person.
///
/// A command gets a clean environment and no input ([Shell]). An exit code other than 0 is a result: only what could
/// not be started or ran too long fails. What a command starts in the background and leaves behind goes on.
@SkillSpec(name = "shell", summary = "Commands on this machine")
public final class ShellSkill implements Skill {
    @OperationSpec(
            effect = EffectClass.EXECUTE,
            recovery = Recovery.ONCE,
            summary = "Runs a shell command in a folder and waits for its end",
            headline = "Run the command “{command}”[ in the folder {folder}]",
            provenance = Provenance.OUTSIDE)
    @Sentences({
        "(run|execute) the [shell] command {command}",
        "(run|execute) the [shell] command {command} in [the|my] folder {folder}",
        "(run|execute) the [shell] command {command} in [the|my] folder {folder} and (tell|show) me (what it says|the output|the result)",
        "(run|execute) the [shell] command {command} and (tell|show) me (what it says|the output|the result)",
        "(run|execute) {command} in (the|a) (shell|terminal)"
    })
    @Sentences(
            language = "de",
            value = {
                "führe den [Shell] Befehl {command} aus",
                "führe den [Shell] Befehl {command} im Ordner {folder} aus",
                "führe {command} (in der Shell|im Terminal) aus"
            })
    public ShellResult run(@Param(mark = Mark.COMMAND) String command, ShellOptions options, StepContext context) {
        Command checked = Command.of(command, options.timeout());
        Path directory = directory(options, context);
        return Shell.of(context.settings()).run(checked, directory, context.stepId());
    }

    /// Nothing runs: the directory is all that is known.
    @PreviewOf("run")
    public ShellResult checkRun(String command, ShellOptions options, StepContext context) {
        Command.of(command, options.timeout());
        Shell.of(context.settings());
        return ShellResult.unknown(directory(options, context).toString());
    }

    private static Path directory(ShellOptions options, StepContext context) {
        PlaceRef place = options.folder() == null ? new PlaceRef(".") : options.folder();
        Storage storage = context.storage();
        return storage.onDisk(place.existingFolder(storage).path());
    }
}
