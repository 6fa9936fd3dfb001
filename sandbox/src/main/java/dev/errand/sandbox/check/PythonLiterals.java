package dev.errand.sandbox.check;

import com.oracle.graal.python.pegparser.sst.ConstantValue;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.UnaryOpTy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be said of a Python value by looking at the code.
final class PythonLiterals {
    private PythonLiterals() {}

    static Optional<Literals.Kind> kindOf(ExprTy expression) {
        return Optional.ofNullable(
                switch (expression) {
                    case ExprTy.Constant constant -> ofConstant(constant.value);
                    case ExprTy.JoinedStr _ -> Literals.Kind.TEXT;
                    case ExprTy.List _ -> Literals.Kind.LIST;
                    case ExprTy.ListComp _ -> Literals.Kind.LIST;
                    case ExprTy.Tuple _ -> Literals.Kind.LIST;
                    case ExprTy.Dict _ -> Literals.Kind.OBJECT;
                    case ExprTy.Lambda _ -> Literals.Kind.FUNCTION;
                    case ExprTy.UnaryOp sign
                    when sign.op == UnaryOpTy.USub ->
                        kindOf(sign.operand)
                                .filter(kind -> kind == Literals.Kind.INTEGER || kind == Literals.Kind.FRACTION)
                                .orElse(null);
                    default -> null;
                });
    }

    private static Literals.@Nullable Kind ofConstant(ConstantValue value) {
        return switch (value.kind) {
            case NONE -> Literals.Kind.NOTHING;
            case BOOLEAN -> Literals.Kind.BOOLEAN;
            case LONG, BIGINTEGER -> Literals.Kind.INTEGER;
            case DOUBLE ->
                value.getDouble() == Math.rint(value.getDouble()) ? Literals.Kind.INTEGER : Literals.Kind.FRACTION;
            case CODEPOINTS -> Literals.Kind.TEXT;
            case ELLIPSIS, COMPLEX, BYTES, TUPLE, FROZENSET -> null;
        };
    }

    /// The number that is written here, if it is one.
    static Optional<Double> number(ConstantValue value) {
        return switch (value.kind) {
            case LONG -> Optional.of((double) value.getLong());
            case BIGINTEGER -> Optional.of(value.getBigInteger().doubleValue());
            case DOUBLE -> Optional.of(value.getDouble());
            case NONE, BOOLEAN, CODEPOINTS, ELLIPSIS, COMPLEX, BYTES, TUPLE, FROZENSET -> Optional.empty();
        };
    }
}
