package dev.errand.sandbox.syntax;

import com.oracle.js.parser.ir.Block;
import com.oracle.js.parser.ir.BreakNode;
import com.oracle.js.parser.ir.CaseNode;
import com.oracle.js.parser.ir.CatchNode;
import com.oracle.js.parser.ir.ContinueNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IfNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.SwitchNode;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.TryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.WhileNode;
import dev.errand.sandbox.syntax.ProgramFlow.GuardKind;
import dev.errand.sandbox.syntax.ProgramFlow.PointKind;
import dev.errand.sandbox.syntax.ProgramFlow.Uses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Walks through a program once and notes its [ProgramFlow]: its statements here, what is in them in
/// [ExpressionReader].
final class FlowReader extends ExpressionReader {
    /// Leaving a block early keeps what follows from being reached: the guards of each such exit.
    private final List<Exit> exits = new ArrayList<>();

    /// Of the function whose body comes next.
    private List<IdentNode> parameters = List.of();

    FlowReader(Lines lines) {
        super(new Flows(lines));
    }

    /// @param leavesLoop whether it leaves or goes on with the innermost loop, and not the function
    private record Exit(List<Integer> guards, boolean leavesLoop) {}

    ProgramFlow read(FunctionNode program) {
        program.getBody().accept(this);
        return flows.flow();
    }

    @Override
    public boolean enterBlock(Block block) {
        List<IdentNode> own = parameters;
        parameters = List.of();
        for (int i = 0; i < own.size(); i++) {
            if (block.getScope().hasSymbol(own.get(i).getName())) {
                Uses given = new Uses(Set.of(parameter(functions.getFirst(), i)), Set.of(), Set.of());
                flows.define(key(own.get(i)), given, true, own.get(i));
            }
        }
        walk(block.getStatements());
        return false;
    }

    private void walk(List<Statement> statements) {
        int depth = flows.guards.size();
        for (Statement statement : statements) {
            int before = exits.size();
            statement.accept(this);
            for (Exit exit : List.copyOf(exits.subList(before, exits.size()))) {
                exit.guards().stream().filter(g -> !flows.guards.contains(g)).forEach(flows.guards::add);
            }
        }
        while (flows.guards.size() > depth) {
            flows.guards.removeLast();
        }
    }

    @Override
    public boolean enterExpressionStatement(ExpressionStatement statement) {
        point(PointKind.OTHER, statement, statement.getExpression());
        return false;
    }

    @Override
    public boolean enterReturnNode(ReturnNode statement) {
        if (statement.getExpression() == null) {
            flows.point(PointKind.RETURN, statement, Uses.NOTHING);
        } else {
            Uses value = point(PointKind.RETURN, statement, statement.getExpression());
            if (!functions.isEmpty()) {
                flows.define(functions.peek(), value, false, statement);
            }
        }
        exits.add(new Exit(List.copyOf(flows.guards), false));
        return false;
    }

    @Override
    public boolean enterThrowNode(ThrowNode statement) {
        point(PointKind.THROW, statement, statement.getExpression());
        exits.add(new Exit(List.copyOf(flows.guards), false));
        return false;
    }

    @Override
    public boolean enterBreakNode(BreakNode statement) {
        exits.add(new Exit(List.copyOf(flows.guards), true));
        return false;
    }

    @Override
    public boolean enterContinueNode(ContinueNode statement) {
        exits.add(new Exit(List.copyOf(flows.guards), true));
        return false;
    }

    private Uses point(PointKind kind, Statement statement, Expression expression) {
        Uses uses = collect(expression);
        flows.point(kind, statement, uses);
        return uses;
    }

    @Override
    public boolean enterVarNode(VarNode declaration) {
        if (declaration.getInit() instanceof FunctionNode function) {
            declare(key(declaration.getName()), function, declaration);
        } else if (declaration.getInit() != null) {
            Uses from = collect(declaration.getInit());
            flows.define(key(declaration.getName()), from, true, declaration);
            flows.point(PointKind.OTHER, declaration, from);
        }
        return false;
    }

    /// The body of a function is reached where the function is called; its value is made of what it returns.
    private void declare(String name, FunctionNode function, Node declaration) {
        int guard = flows.guard(
                GuardKind.FUNCTION, declaration, new Uses(Set.of(called(name)), Set.of(), Set.of()), Set.of());
        apart(() -> within(guard, () -> walkBody(name, function)));
    }

    private void walkBody(String name, FunctionNode function) {
        int before = exits.size();
        functions.push(name);
        parameters = function.getParameters();
        function.getBody().accept(this);
        functions.pop();
        exits.subList(before, exits.size()).clear();
    }

    /// A function without a name of its own: what is in its body counts for the expression it stands in.
    @Override
    public boolean enterFunctionNode(FunctionNode function) {
        walkBody("function at " + function.getStart(), function);
        return false;
    }

    @Override
    public boolean enterIfNode(IfNode statement) {
        Uses test = collect(statement.getTest());
        flows.point(PointKind.OTHER, statement, test);
        int guard = flows.guard(GuardKind.CONDITION, statement, test, Set.of());
        within(guard, () -> statement.getPass().accept(this));
        if (statement.getFail() != null) {
            within(guard, () -> statement.getFail().accept(this));
        }
        return false;
    }

    @Override
    public boolean enterSwitchNode(SwitchNode statement) {
        Uses test = collect(statement.getExpression());
        int guard = flows.guard(GuardKind.CONDITION, statement, test, Set.of());
        int before = exits.size();
        for (CaseNode each : statement.getCases()) {
            if (each.getTest() != null) {
                collect(each.getTest());
            }
            within(guard, () -> walk(each.getStatements()));
        }
        exits.subList(before, exits.size()).removeIf(Exit::leavesLoop);
        return false;
    }

    @Override
    public boolean enterForNode(ForNode loop) {
        Uses over;
        if (loop.isForInOrOf()) {
            over = collect(loop.getModify());
            flows.access("[]", over, loop);
            flows.point(PointKind.OTHER, loop, over);
        } else {
            if (loop.getInit() != null) {
                collect(loop.getInit());
            }
            over = loop.getTest() == null ? Uses.NOTHING : collect(loop.getTest());
        }
        loop(flows.guard(GuardKind.LOOP, loop, over, Set.of()), () -> {
            if (loop.isForInOrOf()) {
                targets(loop.getInit()).forEach(name -> flows.define(name, over, true, loop));
            }
            loop.getBody().accept(this);
            if (!loop.isForInOrOf() && loop.getModify() != null) {
                collect(loop.getModify());
            }
        });
        return false;
    }

    @Override
    public boolean enterWhileNode(WhileNode loop) {
        Uses test = collect(loop.getTest());
        loop(
                flows.guard(GuardKind.LOOP, loop, test, Set.of()),
                () -> loop.getBody().accept(this));
        return false;
    }

    private void loop(int guard, Runnable body) {
        int before = exits.size();
        within(guard, body);
        exits.subList(before, exits.size()).removeIf(Exit::leavesLoop);
    }

    @Override
    public boolean enterTryNode(TryNode statement) {
        int from = flows.calls.size();
        statement.getBody().accept(this);
        Set<Integer> tried = new HashSet<>();
        for (int i = from; i < flows.calls.size(); i++) {
            tried.add(i);
        }
        int guard = flows.guard(GuardKind.CATCH, statement, new Uses(Set.of(), tried, Set.of()), tried);
        for (Block caught : statement.getCatchBlocks()) {
            within(guard, () -> caught.accept(this));
        }
        if (statement.getFinallyBody() != null) {
            statement.getFinallyBody().accept(this);
        }
        return false;
    }

    @Override
    public boolean enterCatchNode(CatchNode caught) {
        Uses failed = flows.guardedBy();
        if (caught.getException() instanceof IdentNode error) {
            flows.define(key(error), failed, true, caught);
        }
        caught.getBody().accept(this);
        return false;
    }
}
