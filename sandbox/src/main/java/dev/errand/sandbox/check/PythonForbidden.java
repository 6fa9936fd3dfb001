package dev.errand.sandbox.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Names that stand for something a workflow in Python cannot have, and what it can use in their place.
final class PythonForbidden {
    private static final String NO_CODE_FROM_TEXT = "code made from text is not run: write the code itself";
    private static final String NO_FILES = "there are no files but those of the skills";
    private static final String NO_PERSON = "there is nobody to ask";

    /// Modules that the prelude lets in.
    private static final Set<String> MODULES = Set.of(
            ("json re math datetime collections collections.abc itertools functools time random string textwrap statistics"
                            + " decimal fractions operator copy heapq bisect enum dataclasses typing calendar")
                    .split(" "));

    /// What the skill that does it is called, by the name that is used in its place.
    private static final Map<String, String> OPERATIONS =
            Map.of("open", "files.read", "input", "user.ask", "print", "user.say", "breakpoint", "user.say");

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("open", NO_FILES),
            Map.entry("input", NO_PERSON),
            Map.entry("print", "there is no screen: return what is to be told"),
            Map.entry("breakpoint", "nobody is there to look"),
            Map.entry("exec", NO_CODE_FROM_TEXT),
            Map.entry("eval", NO_CODE_FROM_TEXT),
            Map.entry("compile", NO_CODE_FROM_TEXT),
            Map.entry("__import__", "write an import"),
            Map.entry("__builtins__", "use the names themselves"),
            Map.entry("__graalpython__", "nothing of the engine is reachable"),
            Map.entry("exit", "end with return"),
            Map.entry("quit", "end with return"),
            Map.entry("help", "look at the declarations of the skills"));

    private static final Set<String> PRESENT = Set.of(
            ("abs aiter all anext any ascii bin bool bytearray bytes callable chr classmethod complex delattr dict dir divmod"
                            + " enumerate filter float format frozenset getattr globals hasattr hash hex id int isinstance"
                            + " issubclass iter len list locals map max memoryview min next object oct ord pow property range"
                            + " repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip"
                            + " None True False Ellipsis NotImplemented __name__ __debug__ BaseException Exception"
                            + " ArithmeticError AssertionError AttributeError EOFError FloatingPointError GeneratorExit"
                            + " ImportError IndexError KeyError KeyboardInterrupt LookupError MemoryError"
                            + " ModuleNotFoundError NameError NotImplementedError OSError OverflowError PermissionError"
                            + " RecursionError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError"
                            + " SystemExit TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError"
                            + " UnicodeError UnicodeTranslateError ValueError ZeroDivisionError BaseExceptionGroup"
                            + " ExceptionGroup ConnectionError FileNotFoundError FileExistsError IOError Warning"
                            + " UserWarning DeprecationWarning")
                    .split(" "));

    private PythonForbidden() {}

    static boolean isPresent(String name) {
        return PRESENT.contains(name);
    }

    /// How to do without this name; null if nothing is wrong with it.
    static @Nullable String remedy(String name, Catalogue catalogue) {
        if (name.equals("print") && catalogue.has("user.say")) {
            return null;
        }
        String operation = OPERATIONS.get(name);
        return operation != null && catalogue.has(operation) ? "use " + operation : REMEDIES.get(name);
    }

    /// What is wrong with importing this module.
    static Optional<String> module(String name, Catalogue catalogue) {
        if (MODULES.contains(name)) {
            return Optional.empty();
        }
        if (name.equals("__future__")) {
            return Optional.of("import of __future__ is not available: leave it out");
        }
        String instead = catalogue.hasSkill(name)
                ? "it is there already, use it by its name"
                : "there are: " + String.join(", ", new TreeSet<>(MODULES));
        return Optional.of("import of " + name + " is not available: " + instead);
    }

    /// Whether this is a name that leads to the inside of the language.
    static boolean isInner(String attribute) {
        return attribute.length() > 4
                && attribute.startsWith("__")
                && attribute.endsWith("__")
                && !Set.of("__name__", "__init__", "__post_init__", "__doc__").contains(attribute);
    }
}
