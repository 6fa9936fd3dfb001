package dev.errand.sandbox.check;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.TemplateLiteralNode;
import com.oracle.js.parser.ir.UnaryNode;
import dev.errand.sandbox.check.Signature.Parameter;
import java.util.Optional;

/// What can be said of a value by looking at the code.
final class Literals {
    private Literals() {}

    /// Kinds of values that are written out.
    enum Kind {
        TEXT("a text"),
        INTEGER("a number"),
        FRACTION("a number with a fraction"),
        BOOLEAN("a boolean"),
        LIST("a list"),
        OBJECT("an object"),
        NOTHING("null"),
        FUNCTION("a function");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        boolean fits(Parameter parameter) {
            if (this == NOTHING) {
                return !parameter.required();
            }
            if (this == FUNCTION) {
                return false;
            }
            return switch (parameter.type()) {
                case "text" -> this == TEXT;
                case "number" -> this == INTEGER || this == FRACTION;
                case "integer" -> this == INTEGER;
                case "boolean" -> this == BOOLEAN;
                case "list" -> this == LIST;
                case "object" -> this == OBJECT;
                default -> true;
            };
        }
    }

    static Optional<Kind> kindOf(Expression expression) {
        return Optional.ofNullable(
                switch (expression) {
                    case LiteralNode<?> literal -> ofLiteral(literal);
                    case TemplateLiteralNode.UntaggedTemplateLiteralNode _ -> Kind.TEXT;
                    case ObjectNode _ -> Kind.OBJECT;
                    case FunctionNode _ -> Kind.FUNCTION;
                    case UnaryNode sign
                    when sign.isTokenType(TokenType.SUB) ->
                        kindOf(sign.getExpression())
                                .filter(kind -> kind == Kind.INTEGER || kind == Kind.FRACTION)
                                .orElse(null);
                    default -> null;
                });
    }

    private static Kind ofLiteral(LiteralNode<?> literal) {
        if (literal.isArray()) {
            return Kind.LIST;
        }
        if (literal.isString()) {
            return Kind.TEXT;
        }
        return switch (literal.getValue()) {
            case null -> Kind.NOTHING;
            case Boolean _ -> Kind.BOOLEAN;
            case Number number ->
                number.doubleValue() == Math.rint(number.doubleValue()) ? Kind.INTEGER : Kind.FRACTION;
            // Regular expressions are objects.
            default -> Kind.OBJECT;
        };
    }
}
