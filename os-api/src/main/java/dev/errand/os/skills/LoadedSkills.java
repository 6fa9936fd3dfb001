package dev.errand.os.skills;

import dev.errand.os.spi.Skill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Skills from a jar, or from folders of classes, with a class loader of their own: those that
/// `META-INF/services/dev.errand.os.spi.Skill` in there registers. Closing lets go of the files.
public final class LoadedSkills implements AutoCloseable {
    private final URLClassLoader loader;
    private final List<Skill> skills;

    private LoadedSkills(URLClassLoader loader, List<Skill> skills) {
        this.loader = loader;
        this.skills = List.copyOf(skills);
    }

    /// @throws IllegalArgumentException saying what is wrong if a registered skill cannot be made
    public static LoadedSkills of(Path... places) {
        URLClassLoader loader = new URLClassLoader(
                Stream.of(places).map(LoadedSkills::url).toArray(URL[]::new), Skill.class.getClassLoader());
        try {
            List<Skill> skills = new ArrayList<>();
            for (ServiceLoader.Provider<Skill> provider :
                    ServiceLoader.load(Skill.class, loader).stream().toList()) {
                if (loader.equals(provider.type().getClassLoader())) { // the others are those of the class path
                    skills.add(provider.get());
                }
            }
            return new LoadedSkills(loader, skills);
        } catch (ServiceConfigurationError | LinkageError e) {
            closeQuietly(loader);
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Skill> skills() {
        return skills;
    }

    /// Finds the classes of the skills, and resources beside them.
    public ClassLoader loader() {
        return loader;
    }

    @Override
    public void close() {
        closeQuietly(loader);
    }

    private static void closeQuietly(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException _) {
            // Nothing was written through it.
        }
    }
}
