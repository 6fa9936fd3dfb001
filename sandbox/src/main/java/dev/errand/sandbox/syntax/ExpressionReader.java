package dev.errand.sandbox.syntax;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.ParameterNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.Scope;
import com.oracle.js.parser.ir.TernaryNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import dev.errand.sandbox.syntax.ProgramFlow.GuardKind;
import dev.errand.sandbox.syntax.ProgramFlow.Uses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads expressions: notes calls, accesses and assignments, and what each expression is made of.
///
/// That is collected while an expression is walked through; collections nest as expressions do, and what is found
/// inside
/// counts for the outside too.
abstract class ExpressionReader extends NodeVisitor<LexicalContext> {
    /// Methods that put their arguments into what they are called on.
    private static final Set<String> FILLING = Set.of("push", "unshift", "splice", "set", "add", "assign", "fill");

    final Flows flows;

    /// The functions whose bodies are being read, innermost first.
    final Deque<String> functions = new ArrayDeque<>();

    private final Deque<Collected> open = new ArrayDeque<>();
    private final Map<Scope, Integer> scopes = new HashMap<>();

    ExpressionReader(Flows flows) {
        super(new LexicalContext());
        this.flows = flows;
    }

    private static final class Collected {
        final Set<String> variables = new HashSet<>();
        final Set<Integer> calls = new HashSet<>();
        final Set<String> members = new HashSet<>();

        Uses uses() {
            return new Uses(variables, calls, members);
        }

        void add(Uses uses) {
            variables.addAll(uses.variables());
            calls.addAll(uses.calls());
            members.addAll(uses.members());
        }
    }

    /// What is in an expression; it counts for the expression around it too.
    Uses collect(Node node) {
        Uses uses = apart(node);
        use(uses);
        return uses;
    }

    /// What is in an expression, and does not count for the one around it.
    private Uses apart(Node node) {
        return apart(() -> node.accept(this));
    }

    Uses apart(Runnable walk) {
        open.push(new Collected());
        walk.run();
        return open.pop().uses();
    }

    private void use(Uses uses) {
        if (!open.isEmpty()) {
            open.peek().add(uses);
        }
    }

    private void useVariable(String key) {
        use(new Uses(Set.of(key), Set.of(), Set.of()));
    }

    void within(int guard, Runnable walk) {
        flows.guards.add(guard);
        walk.run();
        flows.guards.removeLast();
    }

    static String called(String function) {
        return function + "()";
    }

    static String parameter(String function, int index) {
        return function + "(" + index + ")";
    }

    @Override
    public boolean enterParameterNode(ParameterNode parameter) {
        if (!functions.isEmpty()) {
            useVariable(parameter(functions.peek(), parameter.getIndex()));
        }
        return false;
    }

    @Override
    public boolean enterTernaryNode(TernaryNode choice) {
        int guard = flows.guard(GuardKind.CONDITION, choice, collect(choice.getTest()), Set.of());
        within(guard, () -> choice.getTrueExpression().accept(this));
        within(guard, () -> choice.getFalseExpression().accept(this));
        return false;
    }

    @Override
    public boolean enterBinaryNode(BinaryNode binary) {
        if (!binary.isAssignment()) {
            return true;
        }
        Uses value = collect(binary.getRhs());
        Uses from = new Uses(value.variables(), value.calls(), membersTaken(binary.getLhs(), value.members()));
        if (binary.getLhs() instanceof ObjectNode || binary.getLhs() instanceof LiteralNode<?>) {
            String members = binary.getLhs() instanceof LiteralNode<?> ? "[]" : "";
            flows.access(members, from, binary);
        }
        boolean replaces = binary.isTokenType(TokenType.ASSIGN) || binary.isTokenType(TokenType.ASSIGN_INIT);
        boolean whole = replaces && !(binary.getLhs() instanceof AccessNode) && !(binary.getLhs() instanceof IndexNode);
        if (!whole) {
            collect(binary.getLhs());
        }
        targets(binary.getLhs()).forEach(name -> flows.define(name, from, whole, binary));
        return false;
    }

    private static Set<String> membersTaken(Node pattern, Set<String> others) {
        Set<String> members = new HashSet<>(others);
        if (pattern instanceof ObjectNode object) {
            object.getElements().stream().map(ExpressionReader::nameOf).forEach(members::add);
        }
        return members;
    }

    /// The variables that an assignment to this place changes.
    List<String> targets(Node place) {
        return switch (place) {
            case IdentNode name -> List.of(key(name));
            case AccessNode access -> targets(access.getBase());
            case IndexNode access -> targets(access.getBase());
            case ObjectNode pattern ->
                pattern.getElements().stream().flatMap(e -> targets(e).stream()).toList();
            case PropertyNode element ->
                element.getValue() == null ? targets(element.getKey()) : targets(element.getValue());
            case LiteralNode<?> pattern
            when pattern.isArray() ->
                pattern.getElementExpressions().stream()
                        .filter(e -> e != null)
                        .flatMap(e -> targets(e).stream())
                        .toList();
            case BinaryNode withDefault -> targets(withDefault.getLhs());
            case UnaryNode rest -> targets(rest.getExpression());
            default -> List.of();
        };
    }

    @Override
    public boolean enterUnaryNode(UnaryNode unary) {
        if (unary.isAssignment()) {
            targets(unary.getExpression()).forEach(name -> flows.define(name, Uses.NOTHING, false, unary));
        }
        return true;
    }

    @Override
    public boolean enterIdentNode(IdentNode name) {
        if (!name.isPropertyName() && isDeclared(name.getName())) {
            useVariable(key(name));
        }
        return false;
    }

    @Override
    public boolean enterPropertyNode(PropertyNode property) {
        if (property.isComputed()) {
            collect(property.getKey());
        }
        collect(property.getValue() == null ? property.getKey() : property.getValue());
        return false;
    }

    @Override
    public boolean enterAccessNode(AccessNode access) {
        flows.access(access.getProperty(), collect(access.getBase()), access);
        use(new Uses(Set.of(), Set.of(), Set.of(access.getProperty())));
        return false;
    }

    @Override
    public boolean enterIndexNode(IndexNode access) {
        Uses base = collect(access.getBase());
        collect(access.getIndex());
        String member = access.getIndex() instanceof LiteralNode<?> literal ? literal.getString() : "";
        flows.access(member, base, access);
        use(new Uses(Set.of(), Set.of(), Set.of(member)));
        return false;
    }

    @Override
    public boolean enterCallNode(CallNode call) {
        String operation = operation(call.getFunction());
        if (!operation.isEmpty()) {
            callOperation(operation, call);
        } else if (call.getFunction() instanceof IdentNode name && isDeclared(name.getName())) {
            callFunction(key(name), call);
        } else {
            callMethod(call);
        }
        return false;
    }

    private void callOperation(String operation, CallNode call) {
        Map<String, Uses> arguments = new HashMap<>();
        for (int i = 0; i < call.getArgs().size(); i++) {
            Expression argument = call.getArgs().get(i);
            if (argument instanceof ObjectNode object) {
                object.getElements().forEach(e -> arguments.put(nameOf(e), apart(e)));
            } else {
                arguments.put(String.valueOf(i), apart(argument));
            }
        }
        use(new Uses(Set.of(), Set.of(flows.call(operation, call, arguments)), Set.of()));
    }

    private static String nameOf(PropertyNode element) {
        return element.isComputed()
                        || element.isRest()
                        || !(element.getKey() instanceof IdentNode || element.getKey() instanceof LiteralNode<?>)
                ? "…"
                : element.getKeyName();
    }

    private void callFunction(String function, CallNode call) {
        useVariable(function);
        flows.define(called(function), Uses.NOTHING, false, call);
        for (int i = 0; i < call.getArgs().size(); i++) {
            flows.define(parameter(function, i), collect(call.getArgs().get(i)), false, call);
        }
    }

    /// A function that is handed to a method is given what the method is called on.
    private void callMethod(CallNode call) {
        Uses base = collect(call.getFunction());
        for (Expression argument : call.getArgs()) {
            if (argument instanceof FunctionNode function) {
                for (int i = 0; i < 3; i++) {
                    flows.define(parameter("function at " + function.getStart(), i), base, false, call);
                }
                int guard = flows.guard(GuardKind.FUNCTION, call, base, Set.of());
                within(guard, () -> collect(function));
            } else {
                Uses given = collect(argument);
                if (call.getFunction() instanceof AccessNode method && FILLING.contains(method.getProperty())) {
                    targets(method.getBase()).forEach(name -> flows.define(name, given, false, call));
                }
            }
        }
    }

    /// `skill.operation`, if that is what is called; what the program prints counts as said.
    private String operation(Expression function) {
        if (function instanceof IdentNode name && name.getName().equals("print") && !isDeclared("print")) {
            return "user.say";
        }
        if (!(function instanceof AccessNode access) || !(access.getBase() instanceof IdentNode base)) {
            return "";
        }
        String skill = base.getName();
        if (isDeclared(skill) || Character.isUpperCase(skill.charAt(0)) || skill.equals("globalThis")) {
            return "";
        }
        return skill.equals("console") ? "user.say" : skill + "." + access.getProperty();
    }

    private boolean isDeclared(String name) {
        return scopeOf(name) >= 0;
    }

    String key(IdentNode name) {
        return name.getName() + "@" + scopeOf(name.getName());
    }

    /// The number of the innermost scope that declares a name; negative if none does.
    private int scopeOf(String name) {
        Scope scope = lc.isEmpty() ? null : lc.getCurrentScope();
        while (scope != null && !scope.hasSymbol(name)) {
            scope = scope.getParent();
        }
        return scope == null ? -1 : scopes.computeIfAbsent(scope, _ -> scopes.size());
    }
}
