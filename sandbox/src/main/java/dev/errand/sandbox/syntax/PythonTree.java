package dev.errand.sandbox.syntax;

import com.oracle.graal.python.pegparser.sst.SSTNode;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks the parser's trees, whose nodes are plain data: what a node consists of stands in its public fields.
public final class PythonTree {
    private static final ClassValue<List<Field>> PARTS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Arrays.stream(type.getFields())
                    .filter(field -> SSTNode.class.isAssignableFrom(field.getType())
                            || SSTNode[].class.isAssignableFrom(field.getType()))
                    .toList();
        }
    };

    private PythonTree() {}

    /// The nodes right below a node.
    public static List<SSTNode> children(SSTNode node) {
        List<SSTNode> children = new ArrayList<>();
        for (Field part : PARTS.get(node.getClass())) {
            switch (valueOf(part, node)) {
                case SSTNode child -> children.add(child);
                case SSTNode[] several ->
                    Arrays.stream(several).filter(each -> each != null).forEach(children::add);
                case null, default -> {}
            }
        }
        return children;
    }

    private static Object valueOf(Field part, SSTNode node) {
        try {
            return part.get(node);
        } catch (IllegalAccessException cause) {
            throw new IllegalStateException("a public field of a node cannot be read", cause);
        }
    }
}
