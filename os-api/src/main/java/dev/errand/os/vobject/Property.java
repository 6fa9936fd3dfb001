package dev.errand.os.vobject;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One property: `NAME;PARAMETER=value:value`.
///
/// @param name       in upper case; empty for a line that is no property
/// @param parameters upper-case name → values
/// @param value      with its escapes
/// @param raw        the whole line, unfolded; written back as it is
public record Property(String name, Map<String, List<String>> parameters, String value, String raw) {
    public Property {
        parameters = Map.copyOf(parameters);
    }

    /// @param value with its escapes
    public static Property of(String name, String value) {
        return of(name, Map.of(), value);
    }

    /// @param value with its escapes
    public static Property of(String name, Map<String, List<String>> parameters, String value) {
        String written = parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> ";" + each.getKey() + "="
                        + each.getValue().stream().map(Property::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining());
        return new Property(name, parameters, value, name + written + ":" + value);
    }

    /// @param text as a person reads it
    public static Property ofText(String name, String text) {
        String plain = text.replaceAll("\\R", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
        return of(name, VObjectPropertyValues.escape(plain).replace("\n", "\\n"));
    }

    /// A parameter's value holds neither quotes nor line ends, in no way of writing.
    private static String quoted(String parameter) {
        String plain = parameter.replaceAll("[\\p{Cntrl}\"]", " ").strip();
        return plain.matches("[^:;,]*") ? plain : '"' + plain + '"';
    }

    /// The value as a person reads it.
    public String text() {
        return VObjectPropertyValues.unescape(value);
    }

    /// The values of a list as a person reads them.
    public List<String> texts() {
        return VObjectPropertyValues.parseList(value);
    }

    public Optional<String> parameter(String parameter) {
        return parameters.getOrDefault(parameter.toUpperCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /// The same parameters with another value.
    public Property with(String changed) {
        return of(name, parameters, changed);
    }
}
