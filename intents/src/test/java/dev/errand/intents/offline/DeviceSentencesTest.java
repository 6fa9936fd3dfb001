package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.WorkflowCheck;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Inspection;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people say to a device with all built-in skills: words | operations in order, without what is told or asked |
/// a piece of the code.
class DeviceSentencesTest {
    private static final Catalogue DEVICE = SkillReader.installed();
    private static final WorkflowCheck CHECK = new WorkflowCheck(new JavaScriptChecker());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "Please sleep for 5 seconds | clock.sleep | clock.sleep(5)",
                "Please tell me a random number between 1 and 100 | random.integer | random.integer(1, 100)",
                "Play a random song in my list for 5 seconds | random.pick media.all media.play clock.sleep media.stop"
                        + " | const seconds = 5;",
                "Please tell me all files in the current directory | files.list | files.list()",
                "Please send my car title to my insurance company | contacts.find files.find mail.send"
                        + " | subject: \"Car title\"",
                "move my 3 pm with my sister to tomorrow and tell her"
                        + " | contacts.find calendar.events calendar.update mail.send messages.send"
                        + " | const old = \"2026-11-20T15:00\"",
                "verschieb den Termin mit meiner Schwester auf morgen um 10 und sag ihr Bescheid"
                        + " | contacts.find calendar.events calendar.update mail.send messages.send"
                        + " | const start = \"2026-11-21T10:00\"",
                "delete my first meeting on monday | calendar.events calendar.delete | const day = \"2026-11-23\"",
                "could you please wait two minutes | clock.sleep | clock.sleep(120)",
                "hey errand wait half an hour | clock.sleep | clock.sleep(1800)",
                "roll a die | random.integer | random.integer(1, 6)",
                "i'd like you to pick a number from one to twenty-five | random.integer | random.integer(1, 25)",
                "find my lease | files.find | files.find(\"lease\")",
                "where is my invoice from acme? | files.find | files.find(\"invoice from acme\")",
                "read me the file notes/garden.md | files.read | files.read(\"notes/garden.md\")",
                "delete my old lease | files.find files.delete | files.delete(oldLease)",
                "rename the file draft.txt to final.txt | files.move | files.move(\"draft.txt\", \"final.txt\")",
                "create a folder named Taxes 2026 | files.makeFolder | files.makeFolder(\"Taxes 2026\")",
                "write \"see you at 7\" into the file greeting.txt | files.write"
                        + " | files.write(\"greeting.txt\", \"see you at 7\")",
                "what files are in the invoices folder | files.list | files.list(\"invoices\")",
                "move all pdf files to the taxes folder | files.find files.move | = \"pdf\";",
                "who is my dentist | contacts.find | contacts.find(\"dentist\")",
                "what's anna's phone number | contacts.find | = \"anna\";",
                "add a new contact Ben with the email ben@example.org | contacts.add | emails: [\"ben@example.org\"]",
                "send an email to anna saying dinner is at 7 | contacts.find mail.send | body: \"Dinner is at 7\"",
                "email lease.pdf to ben@example.org | mail.send | to: \"ben@example.org\"",
                "send my lease and my car title to anna | contacts.find files.find mail.send"
                        + " | attachments: [lease, carTitle]",
                "send an email to anna about dinner saying see you at 7 | contacts.find mail.send"
                        + " | subject: \"Dinner\"",
                "compose a new email to Ada | contacts.find mail.send | user.ask(\"What should it say?\")",
                "write a draft to anna saying dinner is at 7 | contacts.find mail.draft | body: \"dinner is at 7\"",
                "show me the conversation with anna about dinner | mail.search mail.thread | mail.thread(last)",
                "show my unread mails | mail.search | unread: true",
                "make a note that the meter reads 4711 | notes.create | notes.create(\"the meter reads 4711\"",
                "what is on my shopping list? | lists.items | lists.items(\"shopping\")",
                "add oat milk to the shopping list | lists.add | lists.add(\"shopping\", \"oat milk\")",
                "remove milk from my shopping list | lists.remove | lists.remove(\"shopping\", \"milk\")",
                "play the song yellow river | media.find media.play | media.find(\"yellow river\")",
                "pause the music | media.pause | media.pause()",
                "set the volume to thirty percent | media.volume | media.volume(30)",
                "what time is it right now | clock.now | clock.now()",
                "say good morning | | user.say(\"good morning\")",
                "read the page https://example.org/engine.html | web.read | const url = \"https://example.org/engine.html\"",
                "what does the website example.org/news say | web.read | \"https://example.org/news\"",
                "search the web for steam engines | web.search | const query = \"steam engines\"",
                "download https://example.org/a.pdf | web.download | web.download(\"https://example.org/a.pdf\")",
                "summarize the page https://example.org/long | llm.summarize web.read | = \"https://example.org/long\"",
                "run the command uname -a | shell.run | shell.run(\"uname -a\")",
                "execute the shell command ls -la in the folder invoices | shell.run"
                        + " | shell.run(\"ls -la\", {folder: \"invoices\"})",
                "run df -h in the terminal | shell.run | shell.run(\"df -h\")",
                "run the command uptime on the server backup | ssh.run | command: \"uptime\"",
                "run df -h on my server backup.example | ssh.run | host: \"backup.example\"",
                "führe den Befehl uptime aus | shell.run | shell.run(\"uptime\")",
                "führe den Befehl uptime auf dem Server backup aus | ssh.run | host: \"backup\"",
                "summarize lease.pdf | llm.summarize files.read | files.read(file)",
                "ask the model why the sky is blue | llm.ask | llm.ask(\"why the sky is blue\")",
                "PLEASE WAIT 3 SECONDS!!! | clock.sleep | clock.sleep(3)",
                "what is on my calendar tomorrow | calendar.events | const day = \"2026-11-21\";",
                "when am I free on friday | calendar.free | const day = \"2026-11-27\";",
                "when is my dentist appointment | calendar.events | calendar.events({text: what})",
                "add an appointment dentist tomorrow at 10 | calendar.create"
                        + " | calendar.create({title: \"dentist\", start: \"2026-11-21T10:00\"})",
                "put yoga in my calendar on sunday at 10 | calendar.create | start: \"2026-11-22T10:00\"",
                "remind me to call mom tomorrow at 5 | reminders.add"
                        + " | reminders.add({text: \"call mom\", at: \"2026-11-21T17:00\"})",
                "remind me at 6 pm to water the plants | reminders.add | at: \"2026-11-20T18:00\"",
                "show my reminders | reminders.list | reminders.list()",
                "set a timer for 5 minutes | clock.timer | clock.timer({seconds: 300})",
                "set a timer for 5 minutes for the eggs | clock.timer | label: \"eggs\"",
                "wake me up at 6:30 | clock.alarm | clock.alarm({at: \"2026-11-21T06:30\"})",
                "was steht morgen in meinem Kalender | calendar.events | const day = \"2026-11-21\";",
                "erinnere mich morgen um 8 an den Zahnarzt | reminders.add | at: \"2026-11-21T08:00\"",
                "stell einen Timer auf 5 Minuten | clock.timer | clock.timer({seconds: 300})",
                "stell den Wecker auf 7 Uhr | clock.alarm | at: \"2026-11-21T07:00\"",
                "trag morgen um 15 Uhr Zahnarzt in den Kalender ein | calendar.create | title: \"Zahnarzt\"",
                "pleese slep for 5 secnds? | | ",
            })
    void areUnderstood(String words, String operations, String code) {
        if (code == null) {
            assertThat(Planned.assess(words, DEVICE)).isInstanceOf(Assessment.None.class);
            return;
        }
        understood(words, operations, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "warte bitte eine halbe Stunde | clock.sleep | clock.sleep(1800)",
                "Kannst du bitte fünfundvierzig Sekunden warten? | clock.sleep | clock.sleep(45)",
                "Schicke meinen Mietvertrag an Anna | contacts.find files.find mail.send | subject: \"Mietvertrag\"",
                "Kannst du mir alle Dateien im aktuellen Verzeichnis zeigen? | files.list | files.list()",
                "lies die Seite https://example.org/ vor | web.read | \"https://example.org/\"",
                "suche im Internet nach Dampfmaschinen | web.search | \"Dampfmaschinen\"",
                "schreib einen Entwurf an Anna mit dem Text Essen um sieben | contacts.find mail.draft | mail.draft(",
                "zeig mir den Schriftwechsel mit Anna über Essen | mail.search mail.thread | mail.thread(last)",
                "finde meinen Mietvertrag | files.find | files.find(\"Mietvertrag\")",
                "setze Brot auf meine Einkaufsliste | lists.add | \"Brot\")",
                "was steht in meiner Datei notizen.txt | files.read | files.read(\"notizen.txt\")",
                "kannst du die Lautstärke auf dreißig Prozent stellen | media.volume | media.volume(30)",
                "nenne mir eine Zufallszahl zwischen eins und zwanzig | random.integer | random.integer(1, 20)",
                "finde meinen Mietvertrag und schicke ihn an Anna | contacts.find files.find mail.send"
                        + " | attachments: mietvertrag",
                "lösche die Datei alt.txt und dann warte 2 Sekunden | files.delete clock.sleep | clock.sleep(2)",
            })
    void areUnderstoodInGerman(String words, String operations, String code) {
        understood(words, operations, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "find my lease and send it to Anna | contacts.find files.find mail.send | attachments: lease",
                "read lease.txt and append it to archive.txt | files.read files.append"
                        + " | files.append(\"archive.txt\", text)",
                "find the contact ben and send him my lease | contacts.find files.find mail.send | attachments: lease",
                "find the song yellow river and play it | media.find media.play | media.play(yellowRiver)",
                "email my lease to anna and add call anna to my todo list"
                        + " | contacts.find files.find mail.send lists.add | lists.add(\"todo\", \"call anna\")",
                "create the folder Taxes and move my lease to it | files.makeFolder files.find files.move"
                        + " | files.move(lease, \"Taxes\")",
                "take a note saying buy flowers and then play some music"
                        + " | notes.create random.pick media.all media.play | notes.create(\"buy flowers\"",
                "add oat milk to the shopping list, then wait 5 seconds and pause the music"
                        + " | lists.add clock.sleep media.pause | clock.sleep(5)",
                "tell me a random number between one and six and then wait two minutes"
                        + " | random.integer clock.sleep | random.integer(1, 6)",
            })
    void areUnderstoodOneAfterTheOther(String words, String operations, String code) {
        understood(words, operations, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "what is the weather in Berlin | weather.current | place = \"Berlin\"",
                "what's the weather like | weather.current | weather.current()",
                "wie ist das Wetter in München | weather.current | place = \"München\"",
                "will it rain tomorrow | weather.forecast | weather.forecast({days: 16})",
                "wie wird das Wetter morgen in Rom | weather.forecast | place = \"Rom\"",
                "wie wird das Wetter morgen | weather.forecast | weather.forecast({days: 16})",
                "where am I | location.current | location.current()",
                "turn on the kitchen light | home.devices home.turnOn | home.turnOn(kitchenLight)",
                "put the lights on | home.devices home.turnOn | home.turnOn(lights)",
                "schalte die Lampe im Flur aus | home.devices home.turnOff | home.turnOff(",
                "dim the desk lamp to 20 percent | home.devices home.set | \"brightness\"",
                "unlock the front door | home.devices home.set | \"unlocked\"",
                "call anna | contacts.find phone.call | phone.call(anna",
                "call +49 30 1234567 | phone.call | phone.call(\"+49 30 1234567\")",
                "text anna I am late | contacts.find messages.send | text: \"I am late\"",
                "schreib eine SMS an Anna ich komme später | contacts.find messages.send | text: \"Ich komme später\"",
                "how full is my battery | system.battery | system.battery()",
                "wie voll ist der Akku | system.battery | system.battery()",
                "turn on do not disturb | system.setting | \"doNotDisturb\", true",
                "which is the largest city in germany? | web.search | \"which is the largest city in germany\"",
                "where is the eiffel tower | web.search | web.search(query)",
                "read the news | web.search | web.search(query)",
            })
    void reachTheWorldOutsideOfTheDevice(String words, String operations, String code) {
        understood(words, operations, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order me a pizza",
                "book a flight to Rome",
                "find a decent rental car for next week at the airport",
                "post my photos on facebook",
                "transfer 200 dollars to my savings account",
                "can you help me find my phone",
                "find my lease and order a pizza",
                "do not delete my lease",
                "don't send my car title to anna",
                "send a postcard to grandma in Italy with a picture of the sea",
                "delete everything",
                "find me a boyfriend",
                "find the nearest restaurant",
                "send money to my mother",
                "sag mir einen Witz",
                "bestelle eine Pizza",
            })
    void areDeclinedWhereNoSkillCoversThem(String words) {
        assertThat(Planned.assess(words, DEVICE)).isInstanceOf(Assessment.None.class);
    }

    @Test
    void aMissingAbilityIsNamed() {
        assertThat(Planned.assess("book a flight to Rome", DEVICE))
                .isInstanceOfSatisfying(
                        Assessment.None.class,
                        none -> assertThat(none.declined().reason())
                                .contains("No skill for bookings and rides is installed"));
    }

    private static void understood(String words, String operations, String code) {
        String planned = Planned.code(words, DEVICE);
        Inspection inspection = CHECK.inspect(Language.JAVASCRIPT, planned, DEVICE);

        assertThat(inspection.findings()).as(planned).isEmpty();
        List<String> called = inspection.operations().stream()
                .filter(operation -> !operation.startsWith("user."))
                .toList();
        assertThat(String.join(" ", called)).as(planned).isEqualTo(operations == null ? "" : operations);
        assertThat(planned).contains(code);
    }
}
