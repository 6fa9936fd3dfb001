package dev.errand.runtime.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Cuts what bears on a failure down to what is needed to explain it: the odd first, then the surest, then the nearest.
final class Selection {
    /// More steps than this are only taken if they are odd, or a value of theirs can be seen in the failure.
    private static final int ENOUGH = 3;

    /// More than this in no case, beside those at which the failure shows.
    private static final int MOST = 5;

    private record Ranked(Slice.Found found, int weight) {
        boolean isOdd() {
            return weight >= Suspicion.STRONG;
        }

        boolean isSure() {
            return found.sureness().compareTo(Link.Kind.PART) <= 0;
        }
    }

    private Selection() {}

    static List<Slice.Found> of(Trace trace, Collection<Slice.Found> all) {
        List<Ranked> ranked = new ArrayList<>();
        all.forEach(
                found -> ranked.add(new Ranked(found, Suspicion.of(trace, found).weight())));
        Set<Ranked> chosen = new LinkedHashSet<>();
        ranked.stream().filter(r -> r.found().distance() == 0).forEach(chosen::add);
        Comparator<Ranked> nearest = Comparator.comparingInt(r -> r.found().distance());
        ranked.stream().filter(Ranked::isOdd).sorted(nearest).forEach(r -> take(r, MOST, chosen));
        ranked.stream().filter(Ranked::isSure).sorted(bestFirst()).forEach(r -> take(r, MOST, chosen));
        ranked.stream().sorted(bestFirst()).forEach(r -> take(r, ENOUGH, chosen));
        return chosen.stream()
                .map(Ranked::found)
                .sorted(Comparator.comparingInt(f -> f.deed().step()))
                .toList();
    }

    private static Comparator<Ranked> bestFirst() {
        return Comparator.comparing((Ranked r) -> r.found().sureness())
                .thenComparingInt(r -> -r.weight())
                .thenComparingInt(r -> r.found().distance())
                .thenComparingInt(r -> -r.found().deed().step());
    }

    private static void take(Ranked ranked, int most, Set<Ranked> chosen) {
        if (chosen.size() < most) {
            chosen.add(ranked);
        }
    }
}
