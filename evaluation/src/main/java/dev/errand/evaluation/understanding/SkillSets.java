package dev.errand.evaluation.understanding;

import dev.errand.evaluation.understanding.Understanding.By;
import dev.errand.evaluation.understanding.Understanding.Result;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether skills get in each other's way: the same words on devices with ever more skills. What a device understood
/// before, it should understand as well after others were added; what it cannot do, it should decline.
final class SkillSets {
    /// Each is added to those before it.
    private static final List<Set<String>> ADDED = List.of(
            Set.of("user", "clock", "random", "system", "files", "text"),
            Set.of("notes", "lists", "reminders", "calendar"),
            Set.of("contacts", "mail", "messages", "phone"),
            Set.of("media", "home", "location"),
            Set.of("weather", "web", "llm"),
            Set.of("shell", "ssh"));

    private SkillSets() {}

    static String table(List<Said> said, By by) {
        Catalogue whole = SkillReader.installed();
        Understanding everything = Understanding.of(said, by, whole);
        StringBuilder table = new StringBuilder("""
                skills  sentences | of what these skills do: right, with all skills | of the rest: declined, asked, else
                """);
        Set<String> names = new HashSet<>();
        for (Set<String> added : ADDED) {
            names.addAll(added);
            Catalogue some = new Catalogue(whole.skills().stream()
                    .filter(skill -> names.contains(skill.name()))
                    .toList());
            table.append(row(some, Understanding.of(said, by, some), everything));
        }
        return table.toString();
    }

    private static String row(Catalogue some, Understanding here, Understanding everything) {
        List<Result> able = new ArrayList<>();
        List<Result> unable = new ArrayList<>();
        here.results().forEach(each -> (each.able() ? able : unable).add(each));
        Set<String> ids = able.stream().map(each -> each.said().id()).collect(Collectors.toSet());
        List<Result> same = everything.results().stream()
                .filter(each -> ids.contains(each.said().id()))
                .toList();
        int asked = count(unable, Verdict.ASKED) + count(unable, Verdict.ASKED_AMISS);
        int declined = count(unable, Verdict.DECLINED);
        return String.format(
                Locale.ROOT,
                "%6d  %9d | %3d: %5.1f %%, %5.1f %% | %3d: %5.1f %%, %4.1f %%, %4.1f %%%n",
                some.skills().size(),
                some.skills().stream()
                        .mapToInt(skill -> skill.recipes().size()
                                + skill.operations().stream()
                                        .mapToInt(operation ->
                                                operation.sentences().size())
                                        .sum())
                        .sum(),
                able.size(),
                new Share(count(able, Verdict.RIGHT), able.size()).percent(),
                new Share(count(same, Verdict.RIGHT), same.size()).percent(),
                unable.size(),
                new Share(declined, unable.size()).percent(),
                new Share(asked, unable.size()).percent(),
                new Share(unable.size() - declined - asked, unable.size()).percent());
    }

    private static int count(List<Result> results, Verdict verdict) {
        return (int) results.stream().filter(each -> each.verdict() == verdict).count();
    }
}
