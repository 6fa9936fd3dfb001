package dev.errand.os.meaning;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.Objects;

/// Loads the classes that run the model, ours and the library's, from the jars beside the class path. All other
/// classes are those of everybody, the port among them.
final class ModelClasses extends URLClassLoader {
    private static final String OURS = "dev.errand.os.meaning.onnx.";
    private static final String LIBRARY = "ai.onnxruntime.";

    ModelClasses(ModelJars jars) throws MalformedURLException {
        super(
                new URL[] {
                    ourPlace(),
                    jars.model().toUri().toURL(),
                    jars.runtime().toUri().toURL()
                },
                ModelClasses.class.getClassLoader());
    }

    private static URL ourPlace() {
        CodeSource source = ModelClasses.class.getProtectionDomain().getCodeSource();
        return Objects.requireNonNull(source, "Classes without a place").getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS) && !name.startsWith(LIBRARY)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
