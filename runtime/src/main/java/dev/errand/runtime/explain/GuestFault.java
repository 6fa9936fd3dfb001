package dev.errand.runtime.explain;

import dev.errand.runtime.journal.RunError;
import dev.errand.sandbox.syntax.ProgramFlow.Access;
import dev.errand.sandbox.syntax.ProgramFlow.Point;
import dev.errand.sandbox.syntax.ProgramFlow.PointKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A failure of the code itself: something that it took for granted of what a step returned was not so, or it gave up
/// on its own.
final class GuestFault {
    private static final int ALL = Integer.MAX_VALUE;
    private static final Pattern READ = Pattern.compile("(?:read|set) propert(?:y|ies) '?([^' ]+)'? of");
    private static final Pattern CALLED = Pattern.compile("([\\w$.\\[\\]()]+) is not a function");

    private final Trace trace;
    private final Slice slice;

    GuestFault(Trace trace, Slice slice) {
        this.trace = trace;
        this.slice = slice;
    }

    Beginning.Failure of(RunError error) {
        int line = error.line();
        Optional<Point> thrown = trace.flow().points().stream()
                .filter(p -> p.kind() == PointKind.THROW && p.line() <= line && line <= p.lastLine())
                .findFirst();
        if (thrown.isPresent()) {
            Sources.Place place = place(thrown.get());
            slice.reached(place, 0);
            slice.made(thrown.get().uses(), place, null);
        } else {
            List<Access> accesses = accesses(error);
            accesses.forEach(access ->
                    slice.made(access.base(), new Sources.Place(access.offset(), guards(access.offset()), ALL), null));
            if (slice.found().isEmpty()) {
                statements(line);
            }
            slice.found().stream().map(Slice.Found::deed).toList().forEach(slice::neverDone);
        }
        return new Beginning.Failure(true, error.message(), error.remedy(), line, slice);
    }

    private static Sources.Place place(Point point) {
        return new Sources.Place(point.offset(), point.guards(), ALL);
    }

    /// What the message is about; where it names nothing that the line has, all that the line reads.
    private List<Access> accesses(RunError error) {
        List<Access> there = trace.flow().accesses().stream()
                .filter(access -> access.line() == error.line())
                .toList();
        String member = member(error.message());
        List<Access> named =
                there.stream().filter(access -> access.member().equals(member)).toList();
        return named.isEmpty() ? there : named;
    }

    private static String member(String message) {
        Matcher read = READ.matcher(message);
        if (read.find()) {
            return read.group(1);
        }
        Matcher called = CALLED.matcher(message);
        if (called.find()) {
            String path = called.group(1);
            return path.substring(path.lastIndexOf('.') + 1);
        }
        return message.contains("not iterable") ? "[]" : "";
    }

    /// The guards of the innermost statement around an offset.
    private List<Integer> guards(int offset) {
        return trace.flow().points().stream()
                .filter(point -> point.offset() <= offset)
                .max(Comparator.comparingInt(Point::offset))
                .map(Point::guards)
                .orElse(List.of());
    }

    private void statements(int line) {
        trace.flow().points().stream()
                .filter(point -> point.line() <= line && line <= point.lastLine())
                .forEach(point -> {
                    slice.made(point.uses(), place(point), null);
                    slice.reached(place(point), 0);
                });
    }
}
