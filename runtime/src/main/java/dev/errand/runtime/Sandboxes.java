package dev.errand.runtime;

import dev.errand.os.device.Settings;
import dev.errand.runtime.home.ConfigurationError;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.host.InProcessSandbox;
import dev.errand.sandbox.host.ProcessSandbox;
import dev.errand.sandbox.host.WorkerSettings;

/// The sandboxes of this process, one of each kind for all homes: they hold nothing of any home, they are dear to
/// start, and closing an engine while the process ends can fail aloud. Worker processes end with this one.
final class Sandboxes {
    private Sandboxes() {}

    private static final class Quick {
        static final ProcessSandbox SANDBOX = new ProcessSandbox(WorkerSettings.here());
    }

    private static final class Thorough {
        static final ProcessSandbox SANDBOX =
                new ProcessSandbox(WorkerSettings.here().withCompiler(WorkerSettings.Compiler.THOROUGH));
    }

    private static final class Here {
        static final InProcessSandbox SANDBOX = new InProcessSandbox();
    }

    /// The one that `sandbox.mode` and `sandbox.compiler` name.
    ///
    /// @throws ConfigurationError if they name none
    static Sandbox of(Settings settings) {
        return inProcess(settings) ? Here.SANDBOX : workers(settings);
    }

    /// The same, which begins to make ready what a first execution needs.
    static void warmUp(Settings settings) {
        if (inProcess(settings)) {
            Here.SANDBOX.warmUp();
        } else {
            workers(settings).warmUp();
        }
    }

    private static ProcessSandbox workers(Settings settings) {
        String compiler = settings.text("sandbox.compiler").orElse("quick");
        return switch (compiler) {
            case "quick" -> Quick.SANDBOX;
            case "thorough" -> Thorough.SANDBOX;
            default ->
                throw new ConfigurationError("The setting sandbox.compiler is \"" + compiler
                        + "\". Write \"quick\" (workers start sooner) or \"thorough\" (programs that compute a lot run"
                        + " several times as fast).");
        };
    }

    private static boolean inProcess(Settings settings) {
        String mode = settings.text("sandbox.mode").orElse("process");
        return switch (mode) {
            case "process" -> false;
            case "in-process" -> true;
            default ->
                throw new ConfigurationError(
                        "The setting sandbox.mode is \"" + mode
                                + "\". Write \"process\" (guest code in worker processes) or \"in-process\" (in errand's own).");
        };
    }
}
