package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What figures depend on.
///
/// @param memoryMegabytes of the whole machine
/// @param load   of the whole machine over the last minute, before anything was measured; negative where unknown
/// @param cached whether measured processes start from an AOT cache
record Machine(
        int processors,
        long memoryMegabytes,
        double load,
        String system,
        String jvm,
        long heapMegabytes,
        boolean cached) {
    static Machine here(boolean cached) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                system.getAvailableProcessors(),
                system.getTotalMemorySize() >> 20,
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
                .put("memoryMegabytes", memoryMegabytes)
                .put("load", Math.round(load * 100) / 100.0)
                .put("system", system)
                .put("jvm", jvm)
                .put("heapMegabytes", heapMegabytes)
                .put("aotCache", cached);
    }
}
