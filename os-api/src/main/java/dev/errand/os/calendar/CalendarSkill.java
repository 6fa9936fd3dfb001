package dev.errand.os.calendar;

import dev.errand.os.contacts.Address;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.mail.Dispatch;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.operation.When;
import dev.errand.os.search.PhraseSearch;
import dev.errand.os.spi.Connected;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import dev.errand.os.vobject.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The person's calendar: `.ics` files in the area `calendar`, or with the setting `calendar.url` the calendars of a
/// CalDAV server. Invitations to events go by mail.
@SkillSpec(name = "calendar", summary = "The person's calendar")
@Sentences(
        value = {
            "(what is|what's) (on|in) my (calendar|schedule|agenda) [(on|for)] {day:time}",
            "(show|tell|read|list) [me] my (calendar|schedule|agenda|appointments|meetings|events) [(on|for|of)] {day:time}",
            "(what|which) (appointments|meetings|events) do I have [on] {day:time}",
            "what do I have [(planned|scheduled|on|to do)] [(on|for)] {day:time}",
            "do I have (anything|something|any appointments|any meetings|any events|appointments|meetings) [(planned|scheduled|on my calendar)] [(on|for)] {day:time}",
            "what does {day:time} look like"
        },
        code = """
                const line = (each) => (each.allDay ? "all day" : each.start.slice(11, 16)) + "  " + each.title
                    + (each.location ? ", " + each.location : "");
                const found = calendar.events({from: day.slice(0, 10), to: day.slice(0, 10)});
                user.say(found.map(line).join("\\n") || "Nothing is on your calendar that day.");
                return found;
                """)
@Sentences(
        value = {
            "(what is|what's) (on|in) my (calendar|schedule|agenda)",
            "(show|tell|read|list) [me] my (calendar|schedule|agenda|[next] appointments|[next] meetings|[next] events)",
            "(what|which) (appointments|meetings|events) do I have [coming up]",
            "what are my next (appointments|meetings|events)"
        },
        code = """
                const line = (each) => each.start.slice(0, 16).replace("T", " ") + "  " + each.title
                    + (each.location ? ", " + each.location : "");
                const found = calendar.events();
                user.say(found.map(line).join("\\n") || "Nothing is on your calendar in the next month.");
                return found;
                """)
@Sentences(
        value = {"(when is|when's|what is|what's) my next (appointment|meeting|event)"},
        code = """
                const [next] = calendar.events().filter((each) => !each.allDay);
                user.say(next ? next.title + ": " + next.start.slice(0, 16).replace("T", " ")
                    : "Nothing is on your calendar in the next month.");
                return next;
                """)
@Sentences(
        value = {
            "when is my {what:text} (appointment|meeting|event)",
            "when is my (appointment|meeting|event) (with|at|about) {what:text}"
        },
        code = """
                const found = calendar.events({text: what});
                user.say(found.map((each) => each.title + ": " + each.start.slice(0, 16).replace("T", " ")).join("\\n")
                    || "There is no such event in the next year.");
                return found;
                """)
@Sentences(
        value = {"when am I free [(on|for)] {day:time}", "when do I have (time|free time) [(on|for)] {day:time}"},
        code = """
                const date = day.slice(0, 10);
                const found = calendar.free({from: date + "T08:00", to: date + "T20:00"});
                user.say(found.map((each) => each.start.slice(11, 16) + " to " + each.end.slice(11, 16)).join("\\n")
                    || "There is no free half hour between 8 and 20.");
                return found;
                """)
@Sentences(
        language = "de",
        value = {
            "(was steht|was ist) {day:time} (in|auf|an) [meinem] (Kalender|Terminkalender)",
            "(was steht|was ist) (in|auf) meinem (Kalender|Terminkalender) [(für|am)] {day:time}",
            "(welche Termine|was) habe ich {day:time} [vor]",
            "(welche|was für) Termine habe ich [am] {day:time}",
            "was steht {day:time} an",
            "(zeig|zeige) [mir] [meinen|meine] (Kalender|Termine) [(für|von|am)] {day:time}",
            "habe ich {day:time} (Termine|etwas vor|einen Termin)"
        },
        code = """
                const line = (each) => (each.allDay ? "ganztägig" : each.start.slice(11, 16)) + "  " + each.title
                    + (each.location ? ", " + each.location : "");
                const found = calendar.events({from: day.slice(0, 10), to: day.slice(0, 10)});
                user.say(found.map(line).join("\\n") || "An dem Tag steht nichts im Kalender.");
                return found;
                """)
@Sentences(
        language = "de",
        value = {
            "(zeig|zeige) [mir] [meinen|meine] (Kalender|Termine)",
            "welche Termine habe ich",
            "was steht in meinem Kalender"
        },
        code = """
                const line = (each) => each.start.slice(0, 16).replace("T", " ") + "  " + each.title
                    + (each.location ? ", " + each.location : "");
                const found = calendar.events();
                user.say(found.map(line).join("\\n") || "Im nächsten Monat steht nichts im Kalender.");
                return found;
                """)
@Sentences(
        value = {
            "(cancel|delete|remove) my [next] {what:text} (appointment|meeting|event)",
            "(cancel|delete|remove) my (appointment|meeting|event) (with|at|about) {what:text}"
        },
        code = """
                const [next] = calendar.events({text: what});
                if (!next) {
                    user.say("There is no such event in the next year.");
                    return null;
                }
                calendar.delete(next);
                user.say("I deleted " + next.title + ", " + next.start.slice(0, 16).replace("T", " ") + ".");
                """)
@Sentences(
        value = {
            "(move|reschedule|postpone) my [next] {what:text} (appointment|meeting|event) to {start:time}",
            "(move|reschedule|postpone) my (appointment|meeting|event) (with|at|about) {what:text} to {start:time}"
        },
        code = """
                const [next] = calendar.events({text: what});
                if (!next) {
                    user.say("There is no such event in the next year.");
                    return null;
                }
                const moved = calendar.update(next, {start: start.length > 10 ? start : start + next.start.slice(10)});
                user.say("I moved " + moved.title + " to " + moved.start.slice(0, 16).replace("T", " ") + ".");
                return moved;
                """)
public final class CalendarSkill implements Skill {
    private static final Duration AHEAD = Duration.ofDays(31);
    private static final Duration AHEAD_WITH_WORDS = Duration.ofDays(366);
    private static final Duration AHEAD_WHEN_FREE = Duration.ofDays(7);
    private static final int SHORTEST_FREE = 30;

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "What takes place, by start; each time of an event that repeats by itself")
    public List<Event> events(EventQuery query, StepContext context) {
        String text = query.text() == null ? "" : query.text();
        Range range = range(query.from(), query.to(), text.isBlank() ? AHEAD : AHEAD_WITH_WORDS, context);
        String own = Dispatch.ownAddress(context);
        List<Occurrence> found = with(context, store -> agenda(store, context).during(range));
        return (text.isBlank() ? found : matching(text, found, own))
                .stream().map(each -> each.event(own)).toList();
    }

    private static List<Occurrence> matching(String text, List<Occurrence> all, String own) {
        List<PhraseSearch.Candidate<Occurrence>> candidates = all.stream()
                .map(each -> new PhraseSearch.Candidate<>(
                        each,
                        each.texts(own).stream()
                                .map(field -> new PhraseSearch.Field(field, 1))
                                .toList()))
                .toList();
        return PhraseSearch.rank(text, candidates).stream()
                .map(PhraseSearch.Match::item)
                .sorted(Comparator.comparing(Occurrence::from))
                .toList();
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Makes an event and returns it; attendees are sent an invitation",
            headline = "Put “{title}” into the calendar: {start}[ to {end}][, {location}][ and invite {attendees}]")
    @Sentences({
        "(add|create|make|schedule|set up|plan) [a|an] [new] (appointment|event|meeting) [(called|named|titled|for|about)] {title} (on|at|for) {start}",
        "(add|create|make|schedule|set up|plan) [a|an] [new] (appointment|event|meeting) [(called|named|titled|for|about)] {title} {start}",
        "(add|create|make|schedule|set up|plan) [a|an] [new] (appointment|event|meeting) [(on|at|for)] {start} (called|named|titled|about) {title}",
        "(add|put|enter|write) {title} (to|in|into|on) my (calendar|schedule|agenda) [(on|at|for)] {start}",
        "(add|put|enter|write) {title} [(on|at|for)] {start} (to|in|into|on) my (calendar|schedule|agenda)",
        "schedule {title} (on|at|for) {start}"
    })
    @Sentences(
            language = "de",
            value = {
                "(trag|trage|trag mir|schreib|schreibe) {start} {title} (in den|in meinen) Kalender [ein]",
                "(trag|trage|schreib|schreibe) {title} [(für|am|um)] {start} (in den|in meinen) Kalender [ein]",
                "(erstelle|mach|mache) [mir] [einen] Termin {title} [(für|am|um)] {start}",
                "(erstelle|mach|mache) [mir] [einen] Termin {start} [(für|namens)] {title}"
            })
    @Connected(setting = ServerCalendar.URL, recovery = Recovery.IDEMPOTENT)
    @Connected(setting = Dispatch.SERVER, recovery = Recovery.ONCE, with = "attendees")
    public Event create(NewEvent event, StepContext context) {
        EventWriter writer = writer(context);
        Component component = writer.fresh(event);
        String text = Component.write(List.of(EventWriter.calendar(List.of(component))));
        run(context, store -> store.create(writer.uid(), event.title(), text));
        return invite(planned(writer, component, context), component, List.of(), event.attendees(), context);
    }

    @PreviewOf("create")
    public Event createPreview(NewEvent event, StepContext context) {
        EventWriter writer = writer(context);
        checkInvitation(event.attendees(), context);
        return planned(writer, writer.fresh(event), context);
    }

    @UndoOf("create")
    public void undoCreate(StepContext context) {
        undo(context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Changes what is given of an event, keeps the rest, returns the event",
            headline = "Change the event {id}[, title {title}][, start {start}][, end {end}][, place {location}]"
                    + "[, notes {notes}][ and invite {attendees}]")
    @Connected(setting = ServerCalendar.URL, recovery = Recovery.IDEMPOTENT)
    @Connected(setting = Dispatch.SERVER, recovery = Recovery.ONCE, with = "attendees")
    public Event update(@Param(mark = Mark.TARGET) EventRef id, EventChanges changes, StepContext context) {
        return with(context, store -> {
            Occurrence found = agenda(store, context).get(id);
            boolean oneTime = id.time().isPresent();
            Component changed = writer(context).changed(found, oneTime, changes);
            String text = EventWriter.replaced(found, oneTime, changed);
            store.replace(found.series().file(), text);
            List<Component> zones = found.series().zones().calendar().parts("VTIMEZONE");
            return invite(changed(found, text, context), changed, zones, changes.attendees(), context);
        });
    }

    @PreviewOf("update")
    public Event updatePreview(EventRef id, EventChanges changes, StepContext context) {
        return with(context, store -> {
            checkInvitation(changes.attendees(), context);
            Occurrence found = agenda(store, context).get(id);
            boolean oneTime = id.time().isPresent();
            Component changed = writer(context).changed(found, oneTime, changes);
            return changed(found, EventWriter.replaced(found, oneTime, changed), context);
        });
    }

    @UndoOf("update")
    public void undoUpdate(StepContext context) {
        undo(context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves an event to the trash, of one that repeats only this time; tells nobody",
            headline = "Delete the event {id}")
    @Connected(setting = ServerCalendar.URL, recovery = Recovery.IDEMPOTENT)
    public void delete(@Param(mark = Mark.TARGET) EventRef id, StepContext context) {
        run(context, store -> {
            Agenda agenda = agenda(store, context);
            Optional<Occurrence> found = agenda.find(id);
            if (found.isEmpty() && store.mayHaveRemoved()) {
                return;
            }
            Occurrence occurrence = found.isPresent() ? found.get() : agenda.get(id);
            Optional<String> rest =
                    writer(context).without(occurrence, id.time().isPresent());
            if (rest.isPresent()) {
                store.replace(occurrence.series().file(), rest.get());
            } else {
                store.remove(occurrence.series().file());
            }
        });
    }

    @PreviewOf("delete")
    public void deletePreview(EventRef id, StepContext context) {
        run(context, store -> agenda(store, context).get(id));
    }

    @UndoOf("delete")
    public void undoDelete(StepContext context) {
        undo(context);
    }

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "When nothing is planned; events of whole days count only if they say that they take up time")
    public List<FreeTime> free(FreeQuery query, StepContext context) {
        int minutes = query.minutes() == null ? SHORTEST_FREE : query.minutes();
        if (minutes < 1) {
            throw DeviceFailure.invalid("Free time of " + minutes + " minutes is none.", "Ask for 1 minute or more.");
        }
        Range range = range(query.from(), query.to(), AHEAD_WHEN_FREE, context);
        String own = Dispatch.ownAddress(context);
        List<Range> busy = with(context, store -> agenda(store, context).during(range)).stream()
                .filter(each -> !each.leavesFree(own))
                .map(Occurrence::range)
                .toList();
        return FreeTimes.between(busy, range, Duration.ofMinutes(minutes), context.zone());
    }

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "What in the calendar of the next 31 days cannot be read, and why")
    public List<UnreadableEvent> unreadable(StepContext context) {
        return with(context, store -> {
            Agenda agenda = agenda(store, context);
            agenda.during(range(null, null, AHEAD, context));
            return agenda.unreadable();
        });
    }

    private static Range range(@Nullable When from, @Nullable When to, Duration ahead, StepContext context) {
        Instant start = from == null ? context.now() : from.start(context.zone());
        return new Range(start, to == null ? start.plus(ahead) : to.end(context.zone()));
    }

    private static Event invite(
            Event event,
            Component component,
            List<Component> zones,
            @Nullable List<Address> attendees,
            StepContext context) {
        return attendees == null || attendees.isEmpty()
                ? event
                : event.invited(Invitation.send(event, component, zones, attendees, context));
    }

    private static void checkInvitation(@Nullable List<Address> attendees, StepContext context) {
        if (attendees != null && !attendees.isEmpty()) {
            Dispatch.check(context);
        }
    }

    private static Event planned(EventWriter writer, Component component, StepContext context) {
        Component calendar = EventWriter.calendar(List.of(component));
        EventFile file = new EventFile("", "", Component.write(List.of(calendar)));
        return new Series(file, new Zones(calendar, context.zone()), writer.uid(), Optional.of(component), List.of())
                .at(Optional.empty())
                .orElseThrow()
                .event(writer.own());
    }

    /// The event as it stands in the changed text.
    private static Event changed(Occurrence before, String text, StepContext context) {
        EventFile file = new EventFile(before.series().file().place(), "", text);
        EventRef ref = new EventRef(before.id());
        return Series.in(file, context.zone()).stream()
                .filter(series -> series.uid().equals(ref.uid()))
                .findFirst()
                .flatMap(series -> series.at(ref.time()))
                .orElseThrow()
                .event(Dispatch.ownAddress(context));
    }

    private static EventWriter writer(StepContext context) {
        return new EventWriter(context, Dispatch.ownAddress(context));
    }

    private static Agenda agenda(EventStore store, StepContext context) {
        return new Agenda(store, context.zone());
    }

    private static boolean isOnServer(StepContext context) {
        return ServerCalendar.isConnected(context.settings());
    }

    private static <T> T with(StepContext context, Function<EventStore, T> work) {
        return work.apply(
                isOnServer(context)
                        ? new ServerCalendar(context)
                        : new DeviceCalendar(context.storage(), context.stepId()));
    }

    private static void run(StepContext context, Consumer<EventStore> work) {
        with(context, store -> {
            work.accept(store);
            return true;
        });
    }

    /// Not for what was done on the device alone: that is taken back without these methods.
    private static void undo(StepContext context) {
        if (!isOnServer(context)) {
            throw DeviceFailure.conflict(
                    "The invitation has been sent and cannot be taken back.",
                    "Tell the people, and delete the event with calendar.delete.");
        }
        new ServerCalendar(context).undo();
    }
}
