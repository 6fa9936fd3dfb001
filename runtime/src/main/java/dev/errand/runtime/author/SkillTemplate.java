package dev.errand.runtime.author;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/// The skill that a new project begins with.
public final class SkillTemplate {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{1,30}");

    private SkillTemplate() {}

    /// Writes a project that compiles, keeps the contract, and can be installed as it is.
    ///
    /// @param name   what guest code calls the skill
    /// @param parent the folder in which the project's folder is made
    /// @throws AuthorTrouble if the name cannot be used, or the folder is there already
    public static SkillProject write(String name, Path parent) {
        if (!NAME.matcher(name).matches() || SourceVersion.isKeyword(name)) {
            throw new AuthorTrouble(
                    "\"%s\" cannot name a skill. Use one lower-case word of letters and digits, such as parcel."
                            .formatted(name));
        }
        Path folder = parent.resolve(name);
        if (Files.exists(folder)) {
            throw new AuthorTrouble(
                    "%s is there already. Choose another name, or another folder with --in.".formatted(folder));
        }
        String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        String sources = "java/skills/" + name + "/" + type;
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", "README.md.txt");
        files.put("src/main/" + sources + "Skill.java", "Skill.java.txt");
        files.put("src/main/java/skills/" + name + "/package-info.java", "package-info.java.txt");
        files.put("src/main/resources/META-INF/services/dev.errand.os.spi.Skill", "services.txt");
        files.put("src/test/" + sources + "SkillTest.java", "SkillTest.java.txt");
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path place = folder.resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.writeString(
                        place, text(file.getValue()).replace("@name@", name).replace("@Type@", type));
            }
        } catch (IOException e) {
            throw new AuthorTrouble(
                    "The project cannot be written: %s. Check permissions and free space.".formatted(e.getMessage()));
        }
        return new SkillProject(folder);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = SkillTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing from the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
