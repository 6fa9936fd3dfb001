package dev.errand.os.declaration;

import dev.errand.os.operation.Catalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Declarations of a catalogue's operations in the guest languages: one type for every structure that is used, one
/// object for every skill, one line of documentation for every function.
///
/// The text depends on nothing but the catalogue, and skills come in the order of their names: a model that was shown
/// it once may cache it. Descriptions of imported skills are kept to one line and cannot end the comment they stand in.
public final class Declarations {
    private Declarations() {}

    /// A `.d.ts` file of all skills.
    public static String typeScript(Catalogue catalogue) {
        return new TypeScriptText(sorted(catalogue.skills())).text();
    }

    /// A `.d.ts` file of the skills of these names, and of no types but theirs.
    public static String typeScript(Catalogue catalogue, Set<String> skills) {
        return new TypeScriptText(chosen(catalogue, skills)).text();
    }

    /// A `.pyi` file of all skills.
    public static String python(Catalogue catalogue) {
        return new PythonText(sorted(catalogue.skills())).text();
    }

    /// A `.pyi` file of the skills of these names, and of no types but theirs.
    public static String python(Catalogue catalogue, Set<String> skills) {
        return new PythonText(chosen(catalogue, skills)).text();
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
