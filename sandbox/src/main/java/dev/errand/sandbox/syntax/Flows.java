package dev.errand.sandbox.syntax;

import com.oracle.js.parser.ir.Node;
import dev.errand.sandbox.syntax.ProgramFlow.Access;
import dev.errand.sandbox.syntax.ProgramFlow.CallSite;
import dev.errand.sandbox.syntax.ProgramFlow.Definition;
import dev.errand.sandbox.syntax.ProgramFlow.Guard;
import dev.errand.sandbox.syntax.ProgramFlow.GuardKind;
import dev.errand.sandbox.syntax.ProgramFlow.Point;
import dev.errand.sandbox.syntax.ProgramFlow.PointKind;
import dev.errand.sandbox.syntax.ProgramFlow.Uses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A [ProgramFlow] in the making: notes facts with their place and with the guards that are in force there.
final class Flows {
    /// What decides whether the place that is being read is reached, outermost first.
    final List<Integer> guards = new ArrayList<>();

    final List<CallSite> calls = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Guard> allGuards = new ArrayList<>();
    private final List<Access> accesses = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private final Lines lines;

    Flows(Lines lines) {
        this.lines = lines;
    }

    private int line(int offset) {
        return lines.at(offset).line();
    }

    /// Returns the index of the call.
    int call(String operation, Node node, Map<String, Uses> arguments) {
        calls.add(new CallSite(
                operation, line(node.getStart()), line(node.getFinish()), node.getStart(), arguments, guards));
        return calls.size() - 1;
    }

    void define(String variable, Uses from, boolean whole, Node node) {
        definitions.add(new Definition(variable, from, whole, node.getStart(), guards));
    }

    /// Returns the id of the guard.
    int guard(GuardKind kind, Node node, Uses test, Set<Integer> tried) {
        allGuards.add(new Guard(allGuards.size(), kind, line(node.getStart()), test, tried));
        return allGuards.size() - 1;
    }

    /// What the innermost guard looks at.
    Uses guardedBy() {
        return guards.isEmpty() ? Uses.NOTHING : allGuards.get(guards.getLast()).test();
    }

    void access(String member, Uses base, Node node) {
        accesses.add(new Access(member, base, line(node.getFinish()), node.getFinish()));
    }

    void point(PointKind kind, Node node, Uses uses) {
        points.add(new Point(kind, uses, line(node.getStart()), line(node.getFinish()), node.getStart(), guards));
    }

    ProgramFlow flow() {
        definitions.sort(Comparator.comparingInt(Definition::offset));
        points.sort(Comparator.comparingInt(Point::offset).thenComparing(Point::lastLine, Comparator.reverseOrder()));
        return new ProgramFlow(calls, definitions, allGuards, accesses, points);
    }
}
