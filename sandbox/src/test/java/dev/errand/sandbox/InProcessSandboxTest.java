package dev.errand.sandbox;

class InProcessSandboxTest extends SandboxContract {
    private static final Sandbox SHARED = new InProcessSandbox();

    @Override
    Sandbox sandbox() {
        return SHARED;
    }
}
