package dev.errand.sandbox;

import java.util.Optional;

/// A language that guest code may be written in.
public enum Language {
    JAVASCRIPT("js"),
    PYTHON("python");

    private final String id;

    Language(String id) {
        this.id = id;
    }

    /// The name used in JSON and on the command line.
    public String id() {
        return id;
    }

    /// The language with that id (`js`, `python`), if there is one.
    public static Optional<Language> of(String id) {
        for (Language language : values()) {
            if (language.id.equals(id)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
