package dev.errand.os.vobject;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What stands between `BEGIN` and `END`: properties, and components inside. Reading and writing it back keeps every
/// line, known or not.
///
/// @param name in upper case, such as `VCALENDAR`, `VEVENT`
public record Component(String name, List<Property> properties, List<Component> parts) {
    public Component {
        properties = List.copyOf(properties);
        parts = List.copyOf(parts);
    }

    /// All components of a text at its top; a text that holds none gives none.
    public static List<Component> parse(String text) {
        Builder builder = new Builder();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (VObjectReader reader = new VObjectReader(new StringReader(plain), rules())) {
            reader.parse(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.done();
    }

    /// Quotes are quotes, also where no version is named.
    private static SyntaxRules rules() {
        SyntaxRules rules = SyntaxRules.iCalendar();
        rules.setDefaultSyntaxStyle(SyntaxStyle.NEW);
        return rules;
    }

    public static String write(List<Component> components) {
        List<String> lines = new ArrayList<>();
        components.forEach(each -> each.addTo(lines));
        return FoldedLines.fold(lines);
    }

    private void addTo(List<String> lines) {
        lines.add("BEGIN:" + name);
        properties.forEach(property -> lines.add(property.raw()));
        parts.forEach(part -> part.addTo(lines));
        lines.add("END:" + name);
    }

    public List<Component> parts(String partName) {
        return parts.stream().filter(part -> part.name.equals(partName)).toList();
    }

    public List<Property> all(String property) {
        return properties.stream().filter(p -> p.name().equals(property)).toList();
    }

    public Optional<Property> first(String property) {
        return all(property).stream().findFirst();
    }

    /// The text of a property that has some.
    public Optional<String> text(String property) {
        return first(property).map(Property::text).map(String::strip).filter(t -> !t.isEmpty());
    }

    /// With these for all properties of a name, at the place of the first one.
    public Component with(String property, List<Property> values) {
        List<Property> changed = new ArrayList<>();
        int place = -1;
        for (Property each : properties) {
            if (each.name().equals(property)) {
                place = place < 0 ? changed.size() : place;
            } else {
                changed.add(each);
            }
        }
        changed.addAll(place < 0 ? changed.size() : place, values);
        return new Component(name, changed, parts);
    }

    public Component with(Property property) {
        return with(property.name(), List.of(property));
    }

    public Component without(String property) {
        return with(property, List.of());
    }

    /// The same with each part replaced, or without it where the change gives none.
    public Component withParts(Function<Component, Optional<Component>> change) {
        return new Component(
                name,
                properties,
                parts.stream().map(change).flatMap(Optional::stream).toList());
    }

    public Component withPart(Component part) {
        List<Component> more = new ArrayList<>(parts);
        more.add(part);
        return new Component(name, properties, more);
    }

    private static final class Open {
        private final String name;
        private final List<Property> properties = new ArrayList<>();
        private final List<Component> parts = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }

        Component close() {
            return new Component(name, properties, parts);
        }
    }

    private static final class Builder implements VObjectDataListener {
        private final Deque<Open> open = new ArrayDeque<>();
        private final List<Component> top = new ArrayList<>();

        @Override
        public void onComponentBegin(String name, Context context) {
            open.push(new Open(name.toUpperCase(Locale.ROOT)));
        }

        @Override
        public void onComponentEnd(String name, Context context) {
            close();
        }

        private void close() {
            Component closed = open.pop().close();
            (open.isEmpty() ? top : open.element().parts).add(closed);
        }

        @Override
        public void onProperty(VObjectProperty property, Context context) {
            Map<String, List<String>> parameters = new HashMap<>();
            property.getParameters().forEach(each -> {
                if (each.getKey() != null) {
                    parameters.put(each.getKey().toUpperCase(Locale.ROOT), List.copyOf(each.getValue()));
                }
            });
            String name = property.getName().toUpperCase(Locale.ROOT);
            add(new Property(name, parameters, property.getValue(), context.getUnfoldedLine()));
        }

        @Override
        public void onVersion(String value, Context context) {
            add(new Property("VERSION", Map.of(), value, context.getUnfoldedLine()));
        }

        @Override
        public void onWarning(
                Warning warning, @Nullable VObjectProperty property, @Nullable Exception e, Context context) {
            if (warning == Warning.MALFORMED_LINE) {
                add(new Property("", Map.of(), "", context.getUnfoldedLine()));
            }
        }

        private void add(Property property) {
            if (!open.isEmpty()) {
                open.element().properties.add(property);
            }
        }

        /// A text that was cut off in the middle of a component gives what there is of it.
        List<Component> done() {
            while (!open.isEmpty()) {
                close();
            }
            return top;
        }
    }
}
