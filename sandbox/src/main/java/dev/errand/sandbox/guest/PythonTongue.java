package dev.errand.sandbox.guest;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/// Python, by GraalPy.
///
/// Its standard library is read from an archive in memory ([PythonLibrary]), so that contexts need no file of the
/// system's.
final class PythonTongue implements Tongue {
    private static volatile @Nullable PythonTongue made;

    private final Source prelude = Tongue.prelude("python", "prelude.py");
    private final IOAccess library =
            IOAccess.newBuilder().fileSystem(PythonLibrary.open()).build();

    private PythonTongue() {}

    static synchronized PythonTongue only() {
        PythonTongue tongue = made;
        if (tongue == null) {
            tongue = new PythonTongue();
            made = tongue;
        }
        return tongue;
    }

    @Override
    public String id() {
        return "python";
    }

    @Override
    public int spares() {
        return 1;
    }

    @Override
    public Context.Builder furnish(Context.Builder context) {
        return context.allowIO(library);
    }

    @Override
    public void made(Context context) {
        // Coroutines are not started by themselves: nothing lives on that nobody waits for.
    }

    @Override
    public Source prelude() {
        return prelude;
    }

    @Override
    public boolean isOverflow(PolyglotException exhausted) {
        return String.valueOf(exhausted.getMessage()).contains("recursion");
    }

    /// Python's errors know lines, not characters: the first one of the line that is no blank.
    @Override
    public int offsetOfError(Value world, Source program) {
        int line = world.getMember("line").execute().asInt();
        if (line < 1 || line > program.getLineCount()) {
            return -1;
        }
        int start = program.getLineStartOffset(line);
        return start + Guest.leadingBlanks(program.getCharacters(line));
    }
}
