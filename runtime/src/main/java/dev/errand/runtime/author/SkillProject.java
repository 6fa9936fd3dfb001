package dev.errand.runtime.author;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A folder with the sources of a skill, laid out as Maven and Gradle do: `src/main/java`, `src/main/resources`,
/// `src/test/java`, `src/test/resources`. It is compiled with the JDK's own compiler against this program's class
/// path.
public record SkillProject(Path folder) {
    private static final int MOST_MESSAGES = 20;

    /// @throws AuthorTrouble if the folder holds no Java sources
    public static SkillProject in(Path folder) {
        if (!Files.isDirectory(folder.resolve("src/main/java"))) {
            throw new AuthorTrouble(
                    "%s is no project of a skill: it has no folder src/main/java. `errand skills new NAME` makes one."
                            .formatted(folder));
        }
        return new SkillProject(folder);
    }

    /// Compiles the skill, and puts its resources beside the classes.
    ///
    /// @throws AuthorTrouble with the compiler's messages, each with file and line
    public void compile(Path classes) {
        build("main", classes, List.of());
    }

    /// Compiles the author's tests; false if there are none.
    ///
    /// @param skill the classes of the skill
    /// @throws AuthorTrouble with the compiler's messages, each with file and line
    public boolean compileTests(Path skill, Path classes) {
        if (!Files.isDirectory(folder.resolve("src/test/java"))) {
            return false;
        }
        build("test", classes, List.of(skill));
        return true;
    }

    private void build(String kind, Path classes, List<Path> before) {
        Path source = folder.resolve("src").resolve(kind);
        try {
            Files.createDirectories(classes);
            copy(source.resolve("resources"), classes);
            compile(javaFiles(source.resolve("java")), classes, before);
        } catch (IOException e) {
            throw new AuthorTrouble(
                    "%s cannot be compiled: %s. Check that its files can be read.".formatted(source, e.getMessage()));
        }
    }

    private List<Path> javaFiles(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            if (java.isEmpty()) {
                throw new AuthorTrouble("There is no Java source in %s. Put the skill's class there.".formatted(below));
            }
            return java;
        }
    }

    private void compile(List<Path> sources, Path classes, List<Path> before) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new AuthorTrouble(
                    "This Java has no compiler. Run errand with a JDK 25, not a JRE: set ERRAND_JAVA_HOME to its folder.");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        List<String> path = new ArrayList<>(before.stream().map(Path::toString).toList());
        path.add(System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(messages, Locale.ENGLISH, null)) {
            List<String> options = List.of(
                    "-parameters",
                    "-g",
                    "-proc:none",
                    "-Xlint:deprecation",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    String.join(File.pathSeparator, path));
            boolean compiled = compiler.getTask(
                            new StringWriter(),
                            files,
                            messages,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new AuthorTrouble("The compiler refuses it:\n" + told(messages));
            }
        }
    }

    private String told(DiagnosticCollector<JavaFileObject> messages) {
        return messages.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .limit(MOST_MESSAGES)
                .map(this::told)
                .collect(Collectors.joining("\n"));
    }

    private String told(Diagnostic<? extends JavaFileObject> message) {
        JavaFileObject file = message.getSource();
        String place = file == null
                ? ""
                : folder.toAbsolutePath().relativize(Path.of(file.toUri())) + ":" + message.getLineNumber() + ": ";
        return "  " + place + message.getMessage(Locale.ENGLISH).replace("\n", "\n    ");
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path place = to.resolve(from.relativize(file).toString());
                Files.createDirectories(place.getParent());
                Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
