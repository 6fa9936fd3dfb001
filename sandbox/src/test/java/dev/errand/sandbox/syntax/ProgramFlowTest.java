package dev.errand.sandbox.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.syntax.ProgramFlow.CallSite;
import dev.errand.sandbox.syntax.ProgramFlow.GuardKind;
import dev.errand.sandbox.syntax.ProgramFlow.PointKind;
import dev.errand.sandbox.syntax.ProgramFlow.Uses;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgramFlowTest {
    /// All call sites that an argument can have been made of.
    private static Set<String> sources(String code, String operation, String argument) {
        ProgramFlow flow = ProgramFlow.of(code);
        CallSite site = flow.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .findFirst()
                .orElseThrow();
        Set<String> found = new HashSet<>();
        follow(flow, site.arguments().get(argument), found, new HashSet<>());
        return found;
    }

    private static void follow(ProgramFlow flow, Uses uses, Set<String> found, Set<String> seen) {
        uses.calls().forEach(call -> found.add(flow.calls().get(call).operation()));
        for (String variable : uses.variables()) {
            if (seen.add(variable)) {
                flow.definitions().stream()
                        .filter(definition -> definition.variable().equals(variable))
                        .forEach(definition -> follow(flow, definition.from(), found, seen));
            }
        }
    }

    @Test
    void valuesAreFollowedThroughVariablesPatternsAndTemplates() {
        String code = """
                const {name, emails: [first]} = a.one();
                let text = `to ${name}`;
                text += b.two().body;
                c.send({to: first, text}, d.three());
                """;
        assertThat(sources(code, "c.send", "to")).containsExactly("a.one");
        assertThat(sources(code, "c.send", "text")).containsExactlyInAnyOrder("a.one", "b.two");
        assertThat(sources(code, "c.send", "1")).containsExactly("d.three");
    }

    @Test
    void valuesAreFollowedThroughFunctionsAndWhatIsHandedToMethods() {
        String code = """
                function best(all) { return all[0]; }
                const short = (x) => x.slice(0, 3);
                const found = best(a.one());
                const names = b.two().map(each => short(each.name));
                const kept = [];
                names.forEach(name => kept.push(name + c.three(found).title));
                d.send(kept);
                """;
        assertThat(sources(code, "d.send", "0")).contains("b.two", "c.three");
        assertThat(sources(code, "c.three", "0")).containsExactly("a.one");
    }

    @Test
    void namesInDifferentScopesAreDifferentVariables() {
        String code = """
                const x = a.one();
                { const x = b.two(); c.inner(x); }
                d.outer(x);
                """;
        assertThat(sources(code, "c.inner", "0")).containsExactly("b.two");
        assertThat(sources(code, "d.outer", "0")).containsExactly("a.one");
    }

    @Test
    void whatDecidesWhetherAPlaceIsReachedIsKnown() {
        ProgramFlow flow = ProgramFlow.of("""
                for (const m of a.list()) {
                    if (!m.ok) { continue; }
                    b.use(m);
                }
                try { c.risky(); } catch (e) { d.instead(); }
                if (f.stop()) { return 1; }
                g.last();
                """);
        assertThat(kinds(flow, "b.use")).containsExactly(GuardKind.LOOP, GuardKind.CONDITION);
        assertThat(kinds(flow, "d.instead")).containsExactly(GuardKind.CATCH);
        assertThat(flow.guards().stream()
                        .filter(guard -> guard.kind() == GuardKind.CATCH)
                        .flatMap(guard -> guard.tried().stream())
                        .map(call -> flow.calls().get(call).operation()))
                .containsExactly("c.risky");
        assertThat(kinds(flow, "g.last")).containsExactly(GuardKind.CONDITION);
        assertThat(kinds(flow, "f.stop")).isEmpty();
        assertThat(flow.points()).anyMatch(point -> point.kind() == PointKind.RETURN && point.line() == 6);
    }

    private static java.util.List<GuardKind> kinds(ProgramFlow flow, String operation) {
        return flow.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .flatMap(call -> call.guards().stream())
                .map(guard -> flow.guards().get(guard).kind())
                .toList();
    }

    @Test
    void accessesNameWhatIsReadOfWhat() {
        ProgramFlow flow = ProgramFlow.of("const c = a.find();\nuse.it(c[0].emails.length);");
        assertThat(flow.accesses())
                .extracting(access -> access.member() + "@" + access.line())
                .contains("0@2", "emails@2", "length@2");
    }

    @Test
    void whatPrintsIsSaid() {
        assertThat(ProgramFlow.of("console.log(a.one()); print(2); Math.max(1, 2);")
                        .calls())
                .extracting(CallSite::operation)
                .containsExactlyInAnyOrder("a.one", "user.say", "user.say");
    }

    @Test
    void aProgramThatCannotBeReadHasNoFlow() {
        assertThat(ProgramFlow.of("const = ;")).isEqualTo(ProgramFlow.UNKNOWN);
    }
}
