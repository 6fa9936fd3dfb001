package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/// What figures depend on.
///
/// @param load   of the whole machine over the last minute, before anything was measured; negative where unknown
/// @param cached whether measured processes start from an AOT cache
record Machine(int processors, double load, String system, String jvm, long heapMegabytes, boolean cached) {
    static Machine here(boolean cached) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                Runtime.getRuntime().maxMemory() >> 20,
                cached);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("processors", processors)
                .put("load", load)
                .put("system", system)
                .put("jvm", jvm)
                .put("heapMegabytes", heapMegabytes)
                .put("aotCache", cached);
    }
}
