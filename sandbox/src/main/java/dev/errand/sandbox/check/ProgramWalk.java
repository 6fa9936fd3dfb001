package dev.errand.sandbox.check;

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
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.Scope;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks through a program once and notes what it names, writes out and calls.
final class ProgramWalk extends NodeVisitor<LexicalContext> {
    final Set<String> texts = new LinkedHashSet<>();
    final Set<Double> numbers = new LinkedHashSet<>();
    final Set<String> operations = new LinkedHashSet<>();
    final Reachability reachability = new Reachability();

    private final Catalogue catalogue;
    private final Findings findings;

    ProgramWalk(Catalogue catalogue, Findings findings) {
        super(new LexicalContext());
        this.catalogue = catalogue;
        this.findings = findings;
    }

    @Override
    public boolean enterVarNode(VarNode declaration) {
        Expression value = declaration.getInit();
        if (value instanceof FunctionNode) {
            reachability.enter(declaration.getName().getName());
            value.accept(this);
            reachability.leave();
        } else if (value != null) {
            noteTaken(value);
            value.accept(this);
        }
        // Not into the name: to declare a function is not to use it.
        return false;
    }

    @Override
    public boolean enterIdentNode(IdentNode identifier) {
        String name = identifier.getName();
        if (identifier.isPropertyName() || identifier.isInternal()) {
            return false;
        }
        reachability.mention(name);
        if (isFree(name)) {
            String remedy = Forbidden.remedy(name, catalogue);
            if (remedy != null) {
                findings.add("forbidden", identifier.getStart(), name + " is not available", remedy);
            }
            if (catalogue.hasSkill(name) || isVoice(name)) {
                reachability.use();
            }
        }
        return false;
    }

    @Override
    public boolean enterAccessNode(AccessNode access) {
        if (!access.isPrivate()) {
            noteMember(access.getBase(), access.getProperty(), access.getStart());
        }
        return true;
    }

    @Override
    public boolean enterIndexNode(IndexNode access) {
        if (access.getIndex() instanceof LiteralNode<?> literal && literal.isString()) {
            noteMember(access.getBase(), literal.getString(), access.getStart());
        }
        return true;
    }

    private void noteMember(Expression base, String property, int offset) {
        if (!(base instanceof IdentNode identifier) || !isFree(identifier.getName())) {
            return;
        }
        String skill = identifier.getName();
        String operation = skill + "." + property;
        if (catalogue.has(operation)) {
            operations.add(operation);
        } else if (catalogue.hasSkill(skill)) {
            String instead = catalogue.insteadOf(skill, property);
            findings.add("unknown-operation", offset, "There is no operation " + operation, instead);
        } else if (isUnknown(skill)) {
            String instead = catalogue.insteadOf(operation);
            findings.add("unknown-operation", offset, "There is no skill " + skill, instead);
        }
    }

    @Override
    public boolean enterCallNode(CallNode call) {
        if (call.isImport()) {
            findings.add("forbidden", call.getStart(), "import() is not available", Forbidden.NO_MODULES);
            return true;
        }
        String name = nameOf(call.getFunction());
        Signature signature = name == null ? null : catalogue.signature(name);
        if (signature != null) {
            new ArgumentCheck(signature, findings).check(call.getArgs(), call.getStart());
        } else if (call.getFunction() instanceof IdentNode callee && isFree(callee.getName())) {
            noteFreeFunction(callee);
        }
        return true;
    }

    private void noteFreeFunction(IdentNode callee) {
        String name = callee.getName();
        if (name.equals("Function")) {
            findings.add("forbidden", callee.getStart(), "Function is not available", Forbidden.madeFromText());
        } else if (isUnknown(name) && !catalogue.hasSkill(name)) {
            String instead = catalogue.insteadOf(name);
            findings.add("unknown-operation", callee.getStart(), "There is no function " + name, instead);
        }
    }

    /// `skill.operation` if the expression names one, whether or not it exists.
    private @Nullable String nameOf(Expression function) {
        return switch (function) {
            case AccessNode access
            when access.getBase() instanceof IdentNode base && isFree(base.getName()) ->
                base.getName() + "." + access.getProperty();
            case IndexNode access
            when access.getBase() instanceof IdentNode base
                    && isFree(base.getName())
                    && access.getIndex() instanceof LiteralNode<?> literal
                    && literal.isString() -> base.getName() + "." + literal.getString();
            default -> null;
        };
    }

    @Override
    public boolean enterBinaryNode(BinaryNode binary) {
        noteTaken(binary);
        return true;
    }

    /// `const {send} = mail` names `mail.send`.
    private void noteTaken(Expression expression) {
        if (expression instanceof BinaryNode binary
                && binary.isTokenType(TokenType.ASSIGN_INIT)
                && binary.getLhs() instanceof ObjectNode pattern
                && binary.getRhs() instanceof IdentNode skill
                && catalogue.hasSkill(skill.getName())) {
            for (PropertyNode taken : pattern.getElements()) {
                if (!taken.isComputed() && !taken.isRest()) {
                    noteMember(skill, taken.getKeyName(), taken.getStart());
                }
            }
        }
    }

    @Override
    public boolean enterUnaryNode(UnaryNode unary) {
        boolean negative = unary.isTokenType(TokenType.SUB);
        if (negative
                && unary.getExpression() instanceof LiteralNode<?> literal
                && literal.getValue() instanceof Number number) {
            numbers.add(-number.doubleValue());
        }
        return true;
    }

    @Override
    public boolean enterLiteralNode(LiteralNode<?> literal) {
        if (literal.isString()) {
            texts.add(literal.getString());
        } else if (literal.getValue() instanceof Number number) {
            numbers.add(number.doubleValue());
        }
        return true;
    }

    @Override
    public @Nullable Node leaveIdentNode(IdentNode identifier) {
        return identifier;
    }

    /// Whether a name stands for nothing that the program declares itself.
    private boolean isFree(String name) {
        Scope scope = getLexicalContext().isEmpty() ? null : getLexicalContext().getCurrentScope();
        while (scope != null) {
            if (scope.hasSymbol(name)) {
                return false;
            }
            scope = scope.getParent();
        }
        return true;
    }

    /// Whether a free name stands for nothing at all; forbidden ones are reported as such.
    private boolean isUnknown(String name) {
        return !Forbidden.isPresent(name) && !isVoice(name) && Forbidden.remedy(name, catalogue) == null;
    }

    private boolean isVoice(String name) {
        return (name.equals("console") || name.equals("print")) && catalogue.has("user.say");
    }
}
