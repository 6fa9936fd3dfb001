package dev.errand.web;

import dev.errand.runtime.Errand;
import dev.errand.runtime.cli.FrontDoor;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.telemetry.RunMetrics;
import dev.errand.web.mcp.McpServer;
import dev.errand.web.work.Hub;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The doors that `errand serve` opens: page and interfaces, on the loopback interface alone; and the one of `errand
/// mcp`.
public final class WebDoor implements FrontDoor {
    private final Hub hub = new Hub();
    private final AtomicReference<@Nullable Errand> opened = new AtomicReference<>();
    private final RunMetrics metrics = new RunMetrics(this::parked);

    /// For the service loader.
    public WebDoor() {}

    private long parked() {
        Errand errand = opened.get();
        return errand == null
                ? 0
                : errand.engine().census().entrySet().stream()
                        .filter(each ->
                                !each.getKey().isTerminal() && !each.getKey().isActive())
                        .mapToLong(java.util.Map.Entry::getValue)
                        .sum();
    }

    @Override
    public RunListener listener() {
        return hub.and(metrics);
    }

    @Override
    public Opened open(Errand errand, Setting setting) {
        opened.set(errand);
        return WebServer.start(errand, setting, hub, metrics::text);
    }

    @Override
    public void converse(Errand errand, Setting setting, InputStream in, OutputStream out) {
        McpServer.converse(errand, setting, hub, in, out);
    }
}
