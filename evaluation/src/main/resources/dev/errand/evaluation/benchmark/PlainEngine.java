import org.graalvm.polyglot.Context;

/// GraalJS as anybody may use it: one context, one program.
public final class PlainEngine {
    public static void main(String... arguments) {
        try (Context context = Context.newBuilder("js")
                .option("engine.WarnInterpreterOnly", "false")
                .build()) {
            System.out.println(context.eval("js", arguments[0]));
        }
    }
}
