package dev.errand.sandbox.guest;

import dev.errand.sandbox.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/// What is a guest language's own: how its contexts are set up, its prelude, and where in a program an error arose.
sealed interface Tongue permits JavaScriptTongue, PythonTongue {
    /// The one for a language; makes what it needs at the first call.
    static Tongue of(Language language) {
        return switch (language) {
            case JAVASCRIPT -> JavaScriptTongue.ONLY;
            case PYTHON -> PythonTongue.only();
        };
    }

    /// The language's name in the engine.
    String id();

    /// Contexts worth making ahead of need.
    int spares();

    /// Sets what contexts of this language have beyond what all have.
    Context.Builder furnish(Context.Builder context);

    /// Does what can only be done to a context that is there.
    void made(Context context);

    /// The guest's world: a function that takes the host and what the world has in it.
    Source prelude();

    /// Whether the engine gave up because functions were called too deeply, and not for want of memory.
    boolean isOverflow(PolyglotException exhausted);

    /// Where in the program the error arose that it ended with; -1 if unknown.
    ///
    /// @param world what the prelude returned
    int offsetOfError(Value world, Source program);

    /// A prelude from this package's resources. Its statements are not the guest's.
    static Source prelude(String id, String resource) {
        try (InputStream in = Tongue.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Source.newBuilder(id, text, resource).internal(true).buildLiteral();
        } catch (IOException cause) {
            throw new UncheckedIOException("resource " + resource + " cannot be read", cause);
        }
    }
}
