package dev.errand.os.contacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One property of a card: `group.NAME;PARAMETER=value:value`.
///
/// @param group      the lower-case group that ties properties together, or empty
/// @param name       in upper case
/// @param parameters upper-case name → lower-case values
/// @param value      as it stands in the file, with its escapes
/// @param raw        the whole line, unfolded; written back as it is, so that nothing unknown is lost
record VcardLine(String group, String name, Map<String, List<String>> parameters, String value, String raw) {
    VcardLine {
        parameters = Map.copyOf(parameters);
    }

    /// A property without parameters.
    ///
    /// @param value with its escapes
    static VcardLine of(String name, String value) {
        return new VcardLine("", name, Map.of(), value, name + ":" + value);
    }

    /// What is no property becomes one without a name, so that it is written back.
    static VcardLine parse(String raw) {
        List<String> head = new ArrayList<>();
        int colon = splitHead(raw, head);
        if (colon < 0) {
            return new VcardLine("", "", Map.of(), "", raw);
        }
        String full = head.getFirst();
        int dot = full.indexOf('.');
        Map<String, List<String>> parameters = new HashMap<>();
        head.stream().skip(1).forEach(parameter -> add(parameter, parameters));
        return new VcardLine(
                full.substring(0, Math.max(dot, 0)).toLowerCase(Locale.ROOT),
                full.substring(dot + 1).strip().toUpperCase(Locale.ROOT),
                parameters,
                raw.substring(colon + 1),
                raw);
    }

    /// Cuts what stands before the colon at semicolons, neither of them counting inside quotes; returns the colon.
    private static int splitHead(String raw, List<String> head) {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ':')) {
                head.add(raw.substring(start, i));
                start = i + 1;
                if (c == ':') {
                    return i;
                }
            }
        }
        return -1;
    }

    /// A bare parameter, as in `TEL;CELL:`, is a type.
    private static void add(String parameter, Map<String, List<String>> parameters) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? "TYPE" : parameter.substring(0, equals).toUpperCase(Locale.ROOT);
        List<String> values = new ArrayList<>(parameters.getOrDefault(name, List.of()));
        for (String value : parameter.substring(equals + 1).replace("\"", "").split(",", -1)) {
            values.add(value.strip().toLowerCase(Locale.ROOT));
        }
        parameters.put(name, values);
    }

    List<String> types() {
        return parameters.getOrDefault("TYPE", List.of());
    }

    /// The smaller, the more preferred.
    int preference() {
        if (types().contains("pref")) {
            return 1;
        }
        String preference = parameters.getOrDefault("PREF", List.of("101")).getFirst();
        return preference.matches("\\d{1,3}") ? Integer.parseInt(preference) : 101;
    }

    /// The value without escapes.
    String text() {
        return unescape(value).strip();
    }

    /// The parts of a structured value (`;`) or of a list (`,`), without escapes.
    List<String> parts(char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '\\') {
                i++;
            } else if (value.charAt(i) == separator) {
                parts.add(unescape(value.substring(start, i)).strip());
                start = i + 1;
            }
        }
        parts.add(unescape(value.substring(start)).strip());
        return parts;
    }

    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace(";", "\\;")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }

    private static String unescape(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char escaped = value.charAt(++i);
                text.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
