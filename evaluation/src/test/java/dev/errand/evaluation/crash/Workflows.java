package dev.errand.evaluation.crash;

import dev.errand.evaluation.crash.Effect.Where;
import java.util.List;
import java.util.stream.IntStream;

/// What the runs of the crash tests do. In the code, `%d` stands for the run's number, `%s` for an address that takes
/// posts.
enum Workflows {
    WRITTEN("files.write('w%d.txt', 'q%da'); files.append('w%d.txt', ' q%db');", Where.FILES, Where.FILES),
    MOVED("files.write('m%d.txt', 'q%da'); files.move('m%d.txt', 'kept/m%d.txt');", Where.FILES),
    DELETED("files.write('d%d.txt', 'q%da'); files.delete('d%d.txt');", Where.TRASH),
    LISTED(
            "for (const each of ['a', 'b', 'c']) { lists.add('Errands', 'q%d' + each); }",
            Where.LISTS, Where.LISTS, Where.LISTS),
    NOTED("const n = notes.create('Note %d', 'q%da'); notes.append(n.id, 'q%db');", Where.NOTES, Where.NOTES),
    MET("const c = contacts.add({name: 'Jo %d'}); contacts.update(c.id, {organization: 'q%da'});", Where.CONTACTS),
    SENT("mail.send({to: 'jo@home.example', subject: 'q%da', body: 'Tea?'});", Where.SENT),
    SENT_AND_FILED(
            "mail.send({to: 'jo@home.example', subject: 'q%da', body: 'Tea?'}); files.write('s%d.txt', 'q%db');",
            Where.SENT, Where.FILES),
    SENT_IN_A_LOOP("""
            for (const each of ['a', 'b', 'c']) {
              mail.send({to: 'jo@home.example', subject: 'q%d' + each, body: 'Tea?'});
            }
            """, Where.SENT, Where.SENT, Where.SENT),
    POSTED("web.post('%s', 'q%da');", Where.POSTED),
    TWO_STAGES(
            "const r = web.post('%s', 'q%da'); files.write('r%d.txt', r.body + ' q%db');", Where.POSTED, Where.FILES) {
        @Override
        List<Effect> effects(int run) {
            return List.of(
                    new Effect(Where.POSTED, token(run, 0)),
                    new Effect(Where.FILES, token(run, 0)),
                    new Effect(Where.FILES, token(run, 1)));
        }
    },
    WAITED("lists.add('Before', 'q%da'); clock.sleep(1); files.write('t%d.txt', 'q%db');", Where.LISTS, Where.FILES),
    CAUGHT(
            "try { files.read('nowhere%d.txt'); } catch (e) { lists.add('Missed', 'q%da'); } user.say('done');",
            Where.LISTS),
    SCHEDULED("""
            const e = calendar.create({title: 'q%da', start: '2031-03-04T10:00'});
            calendar.update(e, {location: 'q%db'});
            calendar.create({title: 'q%dc', start: '2031-03-05'});
            """, Where.CALENDAR, Where.CALENDAR, Where.CALENDAR);

    private final String code;
    private final List<Where> places;

    Workflows(String code, Where... places) {
        this.code = code;
        this.places = List.of(places);
    }

    /// The workflow of a run: every one comes up as often as any other.
    static Workflows of(int run) {
        return values()[(run * 5 + 6) % values().length]; // what leaves the device comes early
    }

    String code(int run, String address) {
        return code.replace("%d", "" + run).replace("%s", address);
    }

    /// What has to be in the world, once, when the run has ended.
    List<Effect> effects(int run) {
        return IntStream.range(0, places.size())
                .mapToObj(i -> new Effect(places.get(i), token(run, i)))
                .toList();
    }

    private static String token(int run, int number) {
        return "q" + run + (char) ('a' + number);
    }
}
