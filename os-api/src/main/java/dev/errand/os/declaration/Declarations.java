package dev.errand.os.declaration;

import dev.errand.os.operation.Catalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Declarations of a catalogue's operations in the guest languages: one type for every structure that is used, one
/// object for every skill, one line of documentation for every function.
///
/// What is long for a model to read before every intent is told with fewer words: the more skills there are, the less
/// is
/// said of each, until names and types are left. A part of the skills is told in full where that is short enough;
/// pages of documentation always are.
///
/// The text depends on nothing but the catalogue, and skills come in the order of their names: a model that was shown
/// it once may cache it. Descriptions of imported skills are kept to one line and cannot end the comment they stand
/// in.
public final class Declarations {
    private Declarations() {}

    /// A `.d.ts` file of all skills.
    public static String typeScript(Catalogue catalogue) {
        List<Catalogue.SkillEntry> shown = sorted(catalogue.skills());
        return Detail.fitting(TypeScriptText.CHARACTERS_A_TOKEN, detail -> new TypeScriptText(shown, detail).text());
    }

    /// A `.d.ts` file of the skills of these names, and of no types but theirs.
    public static String typeScript(Catalogue catalogue, Set<String> skills) {
        List<Catalogue.SkillEntry> shown = chosen(catalogue, skills);
        return Detail.fitting(TypeScriptText.CHARACTERS_A_TOKEN, detail -> new TypeScriptText(shown, detail).text());
    }

    /// A `.pyi` file of all skills.
    public static String python(Catalogue catalogue) {
        List<Catalogue.SkillEntry> shown = sorted(catalogue.skills());
        return Detail.fitting(PythonText.CHARACTERS_A_TOKEN, detail -> new PythonText(shown, detail).text());
    }

    /// A `.pyi` file of the skills of these names, and of no types but theirs.
    public static String python(Catalogue catalogue, Set<String> skills) {
        List<Catalogue.SkillEntry> shown = chosen(catalogue, skills);
        return Detail.fitting(PythonText.CHARACTERS_A_TOKEN, detail -> new PythonText(shown, detail).text());
    }

    /// All skills as a page of documentation in Markdown.
    public static String markdown(Catalogue catalogue) {
        return new ApiPage(sorted(catalogue.skills())).text();
    }

    private static List<Catalogue.SkillEntry> chosen(Catalogue catalogue, Set<String> skills) {
        return sorted(catalogue.skills().stream()
                .filter(skill -> skills.contains(skill.name()))
                .toList());
    }

    private static List<Catalogue.SkillEntry> sorted(List<Catalogue.SkillEntry> skills) {
        return skills.stream()
                .sorted(Comparator.comparing(Catalogue.SkillEntry::name))
                .toList();
    }
}
