package dev.errand.sandbox.host;

import dev.errand.sandbox.PythonContract;
import dev.errand.sandbox.Sandbox;
import org.junit.jupiter.api.AfterAll;

class ProcessPythonTest extends PythonContract {
    private static final ProcessSandbox SHARED = new ProcessSandbox(WorkerSettings.here());

    @Override
    protected Sandbox sandbox() {
        return SHARED;
    }

    @AfterAll
    static void close() {
        SHARED.close();
    }
}
