package dev.errand.sandbox.check;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/// What in a program, anywhere in it, stands against a proof: variables that get other values, objects that may be
/// changed, operations that are more than called by their names.
final class Disturbances extends NodeVisitor<LexicalContext> {
    /// By these an operation, or an object, could be reached without being named.
    private static final Set<String> BACK_DOORS = Set.of("globalThis", "Proxy", "Reflect", "Function", "eval");

    /// Methods of texts, numbers, lists, dates and JSON that change nothing that was there before.
    private static final Set<String> READING = Set.of(
            ("abs at ceil charAt charCodeAt codePointAt concat endsWith entries error every exec filter find findIndex "
                            + "findLast flat flatMap floor forEach from fromEntries get getDate getDay getFullYear "
                            + "getHours getMinutes getMonth getTime has includes indexOf info isArray join keys "
                            + "lastIndexOf localeCompare log map match matchAll max min normalize now padEnd padStart "
                            + "parse reduce repeat replace replaceAll round slice some split startsWith stringify "
                            + "substring test toFixed toISOString toLocaleDateString toLocaleTimeString toLowerCase "
                            + "toReversed toSorted toSpliced toString toUpperCase trim trimEnd trimStart values")
                    .split(" "));
    private static final Set<String> FUNCTIONS = Set.of(
            "Boolean",
            "Number",
            "String",
            "decodeURIComponent",
            "encodeURIComponent",
            "isFinite",
            "isNaN",
            "parseFloat",
            "parseInt",
            "print");
    private static final Set<String> CLASSES = Set.of("Date", "Error", "Map", "Set");

    private final Catalogue catalogue;
    private final Set<IdentNode> called = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> assigned = new HashSet<>();
    private final Set<String> given = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> functionsCalled = new HashSet<>();
    private boolean changesObjects;
    private boolean strays;

    private Disturbances(Catalogue catalogue) {
        super(new LexicalContext());
        this.catalogue = catalogue;
    }

    static Disturbances of(FunctionNode program, Catalogue catalogue) {
        Disturbances disturbances = new Disturbances(catalogue);
        program.accept(disturbances);
        return disturbances;
    }

    /// Whether an operation may be called in other ways than by its name.
    boolean strays() {
        return strays;
    }

    /// Whether an object that the program holds may be changed.
    boolean changesObjects() {
        return changesObjects
                || functionsCalled.stream().anyMatch(name -> !declared.contains(name) && !FUNCTIONS.contains(name));
    }

    /// Whether a variable is ever given a second value.
    boolean isAssigned(String variable) {
        return assigned.contains(variable);
    }

    @Override
    public boolean enterIdentNode(IdentNode identifier) {
        String name = identifier.getName();
        boolean isValue = !identifier.isPropertyName() && !identifier.isInternal();
        strays |= isValue && (BACK_DOORS.contains(name) || (catalogue.hasSkill(name) && !called.contains(identifier)));
        return false;
    }

    @Override
    public boolean enterVarNode(VarNode declaration) {
        String name = declaration.getName().getName();
        declared.add(name);
        if (declaration.getInit() != null) {
            give(name);
        }
        return true;
    }

    /// A name that is given a value in two places counts as assigned, also if it names two variables.
    private void give(String variable) {
        if (!given.add(variable)) {
            assigned.add(variable);
        }
    }

    @Override
    public boolean enterCallNode(CallNode call) {
        switch (call.getFunction()) {
            case AccessNode access -> noteMethod(access.getBase(), access.getProperty(), call);
            case IndexNode access
            when access.getIndex() instanceof LiteralNode<?> name && name.isString() ->
                noteMethod(access.getBase(), name.getString(), call);
            case IdentNode function -> functionsCalled.add(function.getName());
            case FunctionNode _ -> {}
            default -> changesObjects = true;
        }
        return true;
    }

    private void noteMethod(Expression base, String name, CallNode call) {
        if (base instanceof IdentNode skill && catalogue.has(skill.getName() + "." + name) && !call.isNew()) {
            called.add(skill);
        } else {
            changesObjects |= !READING.contains(name);
        }
    }

    @Override
    public boolean enterUnaryNode(UnaryNode unary) {
        if (unary.isTokenType(TokenType.NEW)) {
            boolean isKnown = unary.getExpression() instanceof CallNode made
                    && made.getFunction() instanceof IdentNode type
                    && CLASSES.contains(type.getName());
            changesObjects |= !isKnown;
            if (isKnown) {
                ((CallNode) unary.getExpression()).getArgs().forEach(argument -> argument.accept(this));
                return false;
            }
        } else if (unary.isAssignment()) {
            noteTarget(unary.getExpression());
        }
        changesObjects |= unary.isTokenType(TokenType.DELETE);
        return true;
    }

    @Override
    public boolean enterBinaryNode(BinaryNode binary) {
        if (binary.isTokenType(TokenType.ASSIGN_INIT)) {
            names(binary.getLhs()).forEach(this::give);
        } else if (binary.isAssignment()) {
            noteTarget(binary.getLhs());
        }
        return true;
    }

    @Override
    public boolean enterForNode(ForNode loop) {
        if (loop.isForInOrOf() && loop.getInit() instanceof IdentNode variable) {
            give(variable.getName());
        } else if (loop.isForInOrOf() && loop.getInit() != null) {
            noteTarget(loop.getInit());
        }
        return true;
    }

    /// Something that a value is written to: a variable, a member, or a pattern of such.
    private void noteTarget(Expression target) {
        assigned.addAll(names(target));
        target.accept(new NodeVisitor<LexicalContext>(new LexicalContext()) {
            @Override
            protected boolean enterDefault(Node node) {
                changesObjects |= node instanceof AccessNode || node instanceof IndexNode;
                return true;
            }
        });
    }

    /// All names in a pattern, those of its default values among them.
    private static Set<String> names(Expression pattern) {
        Set<String> names = new HashSet<>();
        pattern.accept(new NodeVisitor<LexicalContext>(new LexicalContext()) {
            @Override
            public boolean enterIdentNode(IdentNode variable) {
                if (!variable.isPropertyName()) {
                    names.add(variable.getName());
                }
                return false;
            }
        });
        return names;
    }
}
