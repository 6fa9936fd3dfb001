package dev.errand.runtime.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/// How a command speaks.
final class OutputOptions {
    @Option(names = "--json", description = "One JSON document on stdout; all else on stderr.")
    boolean json;

    @Option(names = "--jsonl", description = "Events as they happen, one JSON line each, on stdout.")
    boolean jsonl;

    @Option(names = "--plain", description = "No colour, no redraw.")
    boolean plain;

    @Option(names = "-q", description = "Say only what matters.")
    boolean quiet;

    @Option(names = "-v", description = "Show the workflow's code and every step.")
    boolean verbose;

    Terminal terminal() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        boolean isTerminal = !json && !jsonl && Boolean.getBoolean("errand.terminal");
        return Terminal.standard(new Keyboard(in), isTerminal, plain, System.getenv());
    }
}
