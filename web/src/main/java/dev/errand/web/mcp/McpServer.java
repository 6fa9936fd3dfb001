package dev.errand.web.mcp;

import dev.errand.runtime.Errand;
import dev.errand.runtime.cli.FrontDoor;
import dev.errand.web.work.Desk;
import dev.errand.web.work.Hub;
import dev.errand.web.work.RunWords;
import java.io.InputStream;
import java.io.OutputStream;

/// The device as clients of the Model Context Protocol see it.
public final class McpServer {
    private final Tools tools;

    /// @param words says how a run stands, and how the person reaches it
    public McpServer(Errand errand, Desk desk, Hub hub, RunWords words) {
        tools = new Tools(errand, desk, new Leading(errand, desk, hub), words);
    }

    Session session() {
        return new Session(tools);
    }

    /// Speaks with one client over streams, until it has nothing more to say or the thread is interrupted. What is
    /// being worked on then is parked, after the step it is at.
    public static void converse(Errand errand, FrontDoor.Setting setting, Hub hub, InputStream in, OutputStream out) {
        try (hub;
                Desk desk = new Desk(errand, setting.led(), setting.trouble())) {
            RunWords words = new RunWords(FrontDoor.reach(errand.home()), () -> "");
            new Lines(new McpServer(errand, desk, hub, words).session(), out).take(in);
            hub.close(); // whoever follows a run stops before the desk parks it
        }
    }
}
