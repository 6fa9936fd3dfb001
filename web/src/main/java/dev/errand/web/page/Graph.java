package dev.errand.web.page;

import dev.errand.runtime.explain.DataFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The steps of a workflow below each other, and lines from what a step returned to where it is used. Measures are
/// those of the picture, which is scaled to the screen.
///
/// @param height of the picture
/// @param more   steps that are not drawn, since there are too many
public record Graph(int height, List<Node> nodes, List<Edge> edges, int more) {
    public static final int WIDTH = 370;

    private static final int MOST = 30;
    private static final int GUTTER = 58;
    private static final int NODE = 54;
    private static final int STRIDE = 76;
    private static final int LANES = 5;

    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// A step.
    ///
    /// @param y       of its upper edge
    /// @param needs   which of its arguments come from which steps, in words; may be empty
    public record Node(int number, String operation, String tone, String state, int y, String needs) {
        private static final int FITS = 40;

        /// As much of it as fits in; the list below the picture has all.
        public String needsInPicture() {
            return needs.length() <= FITS ? needs : needs.substring(0, FITS - 1) + "…";
        }

        public int x() {
            return GUTTER;
        }

        public int width() {
            return WIDTH - GUTTER - 2;
        }
    }

    /// A line.
    ///
    /// @param path in SVG's notation
    /// @param tone `seen`, `computed` or `decided`
    public record Edge(String path, String tone) {}

    /// A step, before it has its place.
    ///
    /// @param state how it stands, in a word
    record Stop(int number, String operation, String tone, String state) {}

    static Graph of(List<Stop> stops, List<DataFlow> flows, Texts t) {
        List<Stop> shown = stops.subList(0, Math.min(MOST, stops.size()));
        List<Integer> rows = shown.stream().map(Stop::number).toList();
        List<DataFlow> drawn = flows.stream()
                .filter(flow -> rows.contains(flow.step()) && rows.indexOf(flow.step()) < rows.indexOf(flow.to()))
                .toList();
        List<Node> nodes = new ArrayList<>();
        for (Stop stop : shown) {
            nodes.add(new Node(
                    stop.number(),
                    stop.operation(),
                    stop.tone(),
                    stop.state(),
                    rows.indexOf(stop.number()) * STRIDE + 2,
                    needs(stop.number(), drawn, t)));
        }
        return new Graph(
                Math.max(1, shown.size()) * STRIDE - (STRIDE - NODE) + 4,
                nodes,
                edges(drawn, rows),
                stops.size() - shown.size());
    }

    /// Arguments with the steps that they come from, then steps that only decide.
    private static String needs(int step, List<DataFlow> flows, Texts t) {
        Map<String, TreeSet<Integer>> arguments = new LinkedHashMap<>();
        TreeSet<Integer> deciding = new TreeSet<>();
        for (DataFlow flow : flows) {
            if (flow.to() == step && flow.argument().isEmpty()) {
                deciding.add(flow.step());
            } else if (flow.to() == step) {
                arguments.computeIfAbsent(flow.argument(), _ -> new TreeSet<>()).add(flow.step());
            }
        }
        List<String> needs = new ArrayList<>();
        arguments.forEach((name, from) -> {
            deciding.removeAll(from);
            needs.add(t.get("graph.from", name, listed(from)));
        });
        if (!deciding.isEmpty()) {
            needs.add(t.get("graph.decided", listed(deciding)));
        }
        return String.join("; ", needs);
    }

    private static String listed(TreeSet<Integer> steps) {
        return steps.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static List<Edge> edges(List<DataFlow> flows, List<Integer> rows) {
        Map<List<Integer>, DataFlow.How> pairs = new LinkedHashMap<>();
        flows.forEach(flow -> pairs.merge(
                List.of(rows.indexOf(flow.step()), rows.indexOf(flow.to())),
                flow.how(),
                (one, other) -> one.compareTo(other) < 0 ? one : other));
        List<Edge> edges = new ArrayList<>();
        pairs.forEach((pair, how) -> edges.add(
                new Edge(path(pair.getFirst(), pair.getLast()), how.name().toLowerCase(java.util.Locale.ROOT))));
        return edges;
    }

    /// Neighbours are joined directly, others around what lies between them, the further the wider.
    private static String path(int from, int to) {
        int start = from * STRIDE + 2;
        int end = to * STRIDE + 2;
        if (to == from + 1) {
            int x = GUTTER + 24;
            return "M%d %dV%d".formatted(x, start + NODE, end - 5);
        }
        int reach = GUTTER - 12 - Math.min(to - from - 1, LANES) * 9;
        int low = start + NODE - 16;
        int high = end + 16;
        return "M%d %dC%d %d %d %d %d %d".formatted(GUTTER, low, reach, low, reach, high, GUTTER - 5, high);
    }
}
