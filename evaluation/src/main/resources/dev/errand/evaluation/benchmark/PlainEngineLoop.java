import java.io.BufferedReader;
import java.io.InputStreamReader;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/// GraalJS as anybody may use it: an engine, and a new context for each program. Runs the program once for each line
/// on stdin and prints how many nanoseconds it took; `#` in the program stands for a number that makes each text a
/// new one, and `call` asks the host.
public final class PlainEngineLoop {
    public static void main(String... arguments) throws Exception {
        String answer = "[{\"id\":\"a-1\",\"name\":\"Car title\",\"email\":\"claims@insurance.example\",\"text\":\""
                + "x".repeat(200) + "\"}]";
        ProxyExecutable host = given -> answer;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        try (Engine engine =
                Engine.newBuilder().option("engine.WarnInterpreterOnly", "false").build()) {
            int number = 0;
            while (in.readLine() != null) {
                String code = "const call = (name, argument) => JSON.parse(host(name, JSON.stringify(argument)));\n"
                        + arguments[0].replace("#", String.valueOf(++number));
                long from = System.nanoTime();
                try (Context context = Context.newBuilder("js").engine(engine).build()) {
                    context.getBindings("js").putMember("host", host);
                    context.eval("js", code).asString();
                }
                System.out.println(System.nanoTime() - from);
            }
        }
    }
}
