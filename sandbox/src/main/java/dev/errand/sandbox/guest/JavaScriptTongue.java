package dev.errand.sandbox.guest;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/// JavaScript, by GraalJS.
final class JavaScriptTongue implements Tongue {
    static final JavaScriptTongue ONLY = new JavaScriptTongue();

    private static final String OVERFLOW_MESSAGE = "Maximum call stack size exceeded";

    private final Source prelude = Tongue.prelude("js", "prelude.js");

    private JavaScriptTongue() {}

    @Override
    public String id() {
        return "js";
    }

    @Override
    public int spares() {
        return 4;
    }

    @Override
    public Context.Builder furnish(Context.Builder context) {
        return context.option("js.strict", "true")
                .option("js.allow-eval", "false")
                .option("js.load", "false")
                .option("js.print", "false")
                .option("js.console", "false")
                .option("js.unhandled-rejections", "handler")
                .option("js.locale", "en-US");
    }

    @Override
    public void made(Context context) {
        LivePromises.listen(context);
    }

    @Override
    public Source prelude() {
        return prelude;
    }

    @Override
    public boolean isOverflow(PolyglotException exhausted) {
        return OVERFLOW_MESSAGE.equals(exhausted.getMessage());
    }

    @Override
    public int offsetOfError(Value world, Source program) {
        Value reason = world.getMember("reason").execute();
        if (!reason.isException()) {
            return -1;
        }
        try {
            throw reason.throwException();
        } catch (PolyglotException thrown) {
            return offsetOf(thrown);
        }
    }

    private static int offsetOf(PolyglotException thrown) {
        for (PolyglotException.StackFrame frame : thrown.getPolyglotStackTrace()) {
            var section = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (section != null && section.getSource().getName().equals(Guest.NAME)) {
                return section.getCharIndex();
            }
        }
        return -1;
    }
}
