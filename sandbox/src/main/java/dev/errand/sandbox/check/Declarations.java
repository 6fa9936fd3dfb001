package dev.errand.sandbox.check;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.Block;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.Symbol;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the names in a program stand for, by name alone and for the whole program: a name that is declared twice
/// stands for nothing that is known. That errs on the side of silence.
final class Declarations {
    private final Catalogue catalogue;
    private final Map<String, Integer> declared = new HashMap<>();
    private final Map<String, Expression> values = new HashMap<>();
    private final Set<String> assigned = new HashSet<>();

    private Declarations(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static Declarations of(FunctionNode program, Catalogue catalogue) {
        Declarations declarations = new Declarations(catalogue);
        program.accept(declarations.new Collection());
        return declarations;
    }

    boolean isDeclared(String name) {
        return declared.containsKey(name);
    }

    boolean isAssigned(String name) {
        return assigned.contains(name);
    }

    /// What a variable holds for good.
    Optional<Expression> value(String name) {
        boolean isOnly = declared.getOrDefault(name, 0) == 1 && !assigned.contains(name);
        return isOnly ? Optional.ofNullable(values.get(name)) : Optional.empty();
    }

    Optional<FunctionNode> function(String name) {
        return value(name).filter(FunctionNode.class::isInstance).map(FunctionNode.class::cast);
    }

    boolean isSkill(Expression expression) {
        return expression instanceof IdentNode name
                && catalogue.hasSkill(name.getName())
                && !isDeclared(name.getName());
    }

    /// The operation that an expression names, without calling it.
    Optional<Signature> operation(Expression expression) {
        return switch (expression) {
            case AccessNode access when isSkill(access.getBase()) -> operation(access.getBase(), access.getProperty());
            case IndexNode access
            when isSkill(access.getBase()) && access.getIndex() instanceof LiteralNode<?> name && name.isString() ->
                operation(access.getBase(), name.getString());
            default -> Optional.empty();
        };
    }

    private Optional<Signature> operation(Expression skill, String name) {
        return Optional.ofNullable(catalogue.signature(((IdentNode) skill).getName() + "." + name));
    }

    /// All names in a part of a program; those of functions inside it only if they are to be looked into.
    static Set<IdentNode> names(Node part, boolean inFunctions) {
        Set<IdentNode> names = new LinkedHashSet<>();
        part.accept(new NodeVisitor<LexicalContext>(new LexicalContext()) {
            @Override
            public boolean enterFunctionNode(FunctionNode function) {
                return inFunctions;
            }

            @Override
            public boolean enterVarNode(VarNode declaration) {
                if (declaration.getInit() != null) {
                    declaration.getInit().accept(this);
                }
                return false;
            }

            @Override
            public boolean enterIdentNode(IdentNode name) {
                if (!name.isPropertyName() && !name.isInternal()) {
                    names.add(name);
                }
                return false;
            }
        });
        return names;
    }

    private final class Collection extends NodeVisitor<LexicalContext> {
        Collection() {
            super(new LexicalContext());
        }

        /// Every variable is a symbol of one block, also where no statement declares it, as in the head of a loop.
        @Override
        public boolean enterBlock(Block block) {
            for (Symbol symbol : block.getScope().getSymbols()) {
                declared.merge(symbol.getName(), 1, Integer::sum);
            }
            return true;
        }

        @Override
        public boolean enterVarNode(VarNode declaration) {
            if (declaration.getInit() != null) {
                values.put(declaration.getName().getName(), declaration.getInit());
                declaration.getInit().accept(this);
            }
            return false;
        }

        @Override
        public boolean enterBinaryNode(BinaryNode binary) {
            if (binary.isAssignment() && !binary.isTokenType(TokenType.ASSIGN_INIT)) {
                assign(binary.getLhs());
            }
            return true;
        }

        @Override
        public boolean enterUnaryNode(UnaryNode unary) {
            if (unary.isAssignment()) {
                assign(unary.getExpression());
            }
            return true;
        }

        @Override
        public boolean enterForNode(ForNode loop) {
            if (loop.isForInOrOf() && loop.getInit() != null) {
                assign(loop.getInit());
            }
            return true;
        }

        private void assign(Expression target) {
            names(target, true).forEach(name -> assigned.add(name.getName()));
        }
    }
}
