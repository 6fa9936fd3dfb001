package dev.errand.sandbox.host;

import dev.errand.sandbox.PythonContract;
import dev.errand.sandbox.Sandbox;

class InProcessPythonTest extends PythonContract {
    private static final Sandbox SHARED = new InProcessSandbox();

    @Override
    protected Sandbox sandbox() {
        return SHARED;
    }
}
