package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Events;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What streams told beside what the journal says, which is what they should have told.
///
/// @param streams   that were looked at
/// @param events    that they told
/// @param dropped   that they did not tell
/// @param surplus   that they told twice, or that are not in the journal
/// @param disorder  streams that told the right events in another order
/// @param unended   streams that did not tell the end of their run last
record JournalCheck(int streams, long events, long dropped, long surplus, int disorder, int unended) {

    /// @param home of a server that has ended
    static JournalCheck of(Path home, List<Heard> heard) {
        Map<RunId, List<Heard.Event>> known = new HashMap<>();
        long events = 0;
        long dropped = 0;
        long surplus = 0;
        int disorder = 0;
        int unended = 0;
        try (Errand errand = Errand.look(Home.in(home), Map.of())) {
            for (Heard each : heard) {
                List<Heard.Event> due = known.computeIfAbsent(each.run(), run -> journaled(errand, run));
                long missing = without(due, each.events());
                long more = without(each.events(), due);
                events += each.events().size();
                dropped += missing;
                surplus += more;
                disorder += missing + more == 0 && !due.equals(each.events()) ? 1 : 0;
                unended += each.isOfEnd() ? 0 : 1;
            }
        }
        return new JournalCheck(heard.size(), events, dropped, surplus, disorder, unended);
    }

    /// What a stream of this run should tell.
    static List<Heard.Event> journaled(Path home, RunId run) {
        try (Errand errand = Errand.look(Home.in(home), Map.of())) {
            return journaled(errand, run);
        }
    }

    private static List<Heard.Event> journaled(Errand errand, RunId id) {
        List<Heard.Event> events = new ArrayList<>();
        errand.engine()
                .tell(
                        id,
                        0,
                        (run, recorded) -> Events.of(run, recorded)
                                .forEach(event -> events.add(new Heard.Event(
                                        event.path("sequence").asLong(),
                                        event.path("event").asText()))));
        return events;
    }

    /// How many of these are not among the others, each of which stands for one.
    private static long without(List<Heard.Event> these, List<Heard.Event> others) {
        Map<Heard.Event, Integer> left = new HashMap<>();
        others.forEach(each -> left.merge(each, 1, Integer::sum));
        return these.stream()
                .filter(each -> left.merge(each, -1, Integer::sum) < 0)
                .count();
    }

    boolean isSound() {
        return dropped == 0 && surplus == 0 && disorder == 0 && unended == 0;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("streams", streams)
                .put("heard", events)
                .put("dropped", dropped)
                .put("duplicate", surplus)
                .put("streamsInDisorder", disorder)
                .put("streamsWithoutEnd", unended);
    }
}
