package dev.errand.evaluation.benchmark;

import dev.errand.evaluation.page.Drawing;
import dev.errand.evaluation.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand bench page`: results of several versions as one page.
@Command(name = "page", description = "Plot results of several versions, each ratio over versions, as one HTML page.")
final class BenchPage implements Callable<Integer> {
    private static final int TOP = 14;
    private static final int BOTTOM = 170;
    private static final int LEFT = 70;

    @Parameters(paramLabel = "DIR", description = "Results of errand bench beside and errand bench scale, a file each.")
    Path folder = Path.of(".");

    @Option(names = "--out", paramLabel = "FILE", description = "Where the page is written (default: benchmarks.html).")
    Path out = Path.of("benchmarks.html");

    @Override
    public Integer call() throws IOException {
        Files.writeString(out, page(Results.in(folder)));
        System.out.println("Written: " + out);
        return 0;
    }

    private static String page(List<Results> all) {
        Page page = new Page("Errand's measurements, %d results".formatted(all.size()));
        page.paragraph(
                "Each ratio is Errand's time by the other's, from one run on one machine: below 1, Errand takes less.");
        Set<String> names = new LinkedHashSet<>();
        all.forEach(each -> each.ratios().forEach(ratio -> names.add(ratio.name())));
        for (String name : names) {
            page.heading(name).figure(plot(name, all));
            page.table(name, List.of("version", "measured", "ratio"), rows(name, all));
        }
        page.heading("Machines");
        page.table(
                "What was measured on what",
                List.of("version", "measured", "processors", "memory, MB", "load", "system", "JVM"),
                all.stream().map(BenchPage::machine).toList());
        return page.html();
    }

    private static OptionalDouble value(String name, Results results) {
        return results.ratios().stream()
                .filter(ratio -> ratio.name().equals(name))
                .mapToDouble(Results.Ratio::value)
                .findFirst();
    }

    private static Optional<String> inWords(String name, Results results) {
        OptionalDouble value = value(name, results);
        return value.isPresent() ? Optional.of(plain(value.getAsDouble())) : Optional.empty();
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : "%.2f", value);
    }

    private static List<List<String>> rows(String name, List<Results> all) {
        return all.stream()
                .map(each ->
                        List.of(each.version(), each.at(), inWords(name, each).orElse("not measured")))
                .toList();
    }

    /// A dot a version, joined in their order; the line at 1 is where both take as long.
    private static Drawing plot(String name, List<Results> all) {
        String words = all.stream()
                .map(each -> each.version() + ": " + inWords(name, each).orElse("not measured"))
                .collect(Collectors.joining("; "));
        Drawing drawing = new Drawing(name, words);
        double most = Math.max(
                1,
                all.stream()
                        .mapToDouble(each -> value(name, each).orElse(0))
                        .max()
                        .orElse(1));
        drawing.line(LEFT, TOP, LEFT, BOTTOM).line(LEFT, BOTTOM, Drawing.WIDTH - 20.0, BOTTOM);
        drawing.label(LEFT - 6, TOP + 8, "end", plain(most)).label(LEFT - 6, BOTTOM, "end", "0");
        double one = height(1, most);
        drawing.interval(LEFT, Drawing.WIDTH - 20.0, one);
        if (one > TOP + 20) {
            drawing.label(LEFT - 6, one + 5, "end", "1");
        }
        List<double[]> dots = new ArrayList<>();
        double step = (Drawing.WIDTH - LEFT - 120.0) / Math.max(1, all.size() - 1);
        for (int i = 0; i < all.size(); i++) {
            double x = LEFT + 50 + i * step;
            OptionalDouble value = value(name, all.get(i));
            if (value.isPresent()) {
                double y = height(value.getAsDouble(), most);
                if (!dots.isEmpty()) {
                    drawing.line(dots.getLast()[0], dots.getLast()[1], x, y);
                }
                dots.add(new double[] {x, y});
                drawing.dot(x, y, 0).label(x, y - 9, "middle", plain(value.getAsDouble()));
            }
            drawing.label(x, BOTTOM + 18, "middle", "" + (i + 1));
        }
        return drawing.tall(BOTTOM + 28);
    }

    private static double height(double value, double most) {
        return BOTTOM - (BOTTOM - TOP - 16) * value / most;
    }

    private static List<String> machine(Results results) {
        return List.of(
                results.version(),
                results.at(),
                results.machine().path("processors").asText("?"),
                results.machine().path("memoryMegabytes").asText("?"),
                results.machine().path("load").asText("?"),
                results.machine().path("system").asText("?"),
                results.machine().path("jvm").asText("?"));
    }
}
