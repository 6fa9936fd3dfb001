package dev.errand.os.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What contacts do wherever they are kept. The person is `sam@home.example`.
abstract class ContactsContract {
    @TempDir
    Path home;

    abstract SkillKit kit();

    /// Keeps a card that another program wrote.
    abstract void card(String name, String text) throws IOException;

    /// The texts of all cards that are kept.
    abstract List<String> cards() throws IOException;

    private void person(String uid, String... lines) throws IOException {
        card(
                uid,
                "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + uid + "\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n");
    }

    private List<String> found(String phrase) {
        return kit().call("contacts.find", "[\"" + phrase + "\"]")
                .value()
                .valueStream()
                .map(contact -> contact.get("name").asText())
                .toList();
    }

    private void family() throws IOException {
        person("sam", "FN:Sam Smith", "N:Smith;Sam;;;", "EMAIL:sam@home.example", "X-SPOUSE:Jane Doe");
        person("jane", "FN:Jane Doe", "N:Doe;Jane;;;", "NICKNAME:Janey", "CATEGORIES:family");
        person(
                "joe",
                "FN:Joe Smith",
                "N:Smith;Joe;;;",
                "item1.X-ABRELATEDNAMES:Sam Smith",
                "item1.X-ABLABEL:_$!<Brother>!$_");
        person("ann", "FN:Ann Smith", "N:Smith;Ann;;;", "RELATED;TYPE=child;VALUE=text:Sam Smith");
        person("kim", "FN:Kim Kind", "N:Kind;Kim;;;", "RELATED;TYPE=friend;VALUE=text:sam@home.example");
        person("acme", "FN:Acme Insurance", "N:Insurance;Acme;;;", "ORG:Acme Insurance", "EMAIL:claims@acme.example");
        person("mutual", "FN:Example Mutual", "N:Mutual;Example;;;", "ORG:Example Mutual", "CATEGORIES:insurance");
    }

    @ParameterizedTest
    @CsvSource({
        "my wife, Jane Doe",
        "meine Ehefrau, Jane Doe",
        "janey, Jane Doe",
        "my brother, Joe Smith",
        "mein Bruder, Joe Smith",
        "meine Eltern, Ann Smith",
        "my mother, Ann Smith",
        "meine Freundin, Kim Kind",
        "Acme, Acme Insurance",
        "claims@acme.example, Acme Insurance",
        "my insurance company, Acme Insurance|Example Mutual",
        "meine Versicherung, Acme Insurance|Example Mutual",
        "my uncle, ''",
    })
    void peopleAreFoundByWhatTheyAreCalledAndAreToThePerson(String phrase, String names) throws IOException {
        family();

        assertThat(found(phrase))
                .containsExactlyInAnyOrderElementsOf(names.isEmpty() ? List.of() : List.of(names.split("\\|")));
    }

    @Test
    void anEmptyBookHoldsNobody() {
        assertThat(found("anybody")).isEmpty();
        assertThatThrownBy(() -> kit().call("contacts.get", "[\"nobody\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.NOT_FOUND))
                .hasMessage("There is no contact with the id \"nobody\".");
        assertThatThrownBy(() -> kit().call("contacts.delete", "[\"nobody\"]"))
                .hasMessage("There is no contact with the id \"nobody\".");
    }

    @Test
    void aContactIsAddedChangedDeletedAndEachTakenBack() throws IOException {
        String zoe = "[{\"name\":\"Zoë Ödegård 漢字\",\"emails\":\"zoe@o.example\",\"categories\":[\"choir\"],"
                + "\"address\":\"Weg 1, 12345 Ort\"}]";
        JsonNode foreseen = kit().preview("contacts.add", zoe).value();
        assertThat(foreseen.path("name").asText()).isEqualTo("Zoë Ödegård 漢字");
        assertThat(cards()).isEmpty();

        var added = kit().call("contacts.add", zoe);
        String id = "[\"" + added.value().get("id").asText() + "\"";
        assertThat(kit().call("contacts.get", id + "]").value()).isEqualTo(added.value());
        List<String> before = cards();

        String change = id + ", {\"nicknames\":\"Zo\",\"emails\":[\"z@o.example\"]}]";
        kit().preview("contacts.update", change);
        assertThat(cards()).isEqualTo(before);
        var updated = kit().call("contacts.update", change);
        assertThat(updated.value().get("categories").get(0).asText()).isEqualTo("choir");
        assertThat(found("Zo")).containsExactly("Zoë Ödegård 漢字");
        kit().undo(updated);
        assertThat(cards()).isEqualTo(before);

        kit().preview("contacts.delete", id + "]");
        assertThat(cards()).isEqualTo(before);
        var deleted = kit().call("contacts.delete", id + "]");
        assertThat(cards()).isEmpty();
        assertThat(deleted.value().get("name").asText()).isEqualTo("Zoë Ödegård 漢字");
        kit().undo(deleted);
        assertThat(kit().call("contacts.get", id + "]").value()).isEqualTo(added.value());

        kit().undo(added);
        assertThat(cards()).isEmpty();
    }

    @Test
    void nicknamesAreAListOfWhichNoneIsLost() throws IOException {
        person(
                "jane",
                "FN:Jane Doe",
                "N:Doe;Jane;;;",
                "NICKNAME:Janey",
                "NICKNAME:J\\, the \\\\ one",
                "NICKNAME;TYPE=home:Mum");
        assertThat(nicknames("jane")).containsExactly("Janey", "J, the \\ one", "Mum");

        var more = kit().call(
                        "contacts.update",
                        "[\"jane\", {\"nicknames\":[\"Janey\",\"J, the \\\\ one\",\"Mum\",\"our; boss\\r\\nTEL:1\",\"Mum\",\" \"]}]");
        assertThat(more.value().get("phones")).isEmpty();
        assertThat(nicknames("jane")).containsExactlyInAnyOrder("Janey", "J, the \\ one", "Mum", "our; boss TEL:1");
        assertThat(String.join("", cards())).contains("NICKNAME;TYPE=home:Mum");

        kit().call("contacts.update", "[\"jane\", {\"nicknames\":\"J, the \\\\ one\"}]");
        assertThat(nicknames("jane")).containsExactly("J, the \\ one");
        kit().call("contacts.update", "[\"jane\", {\"nicknames\":[]}]");
        assertThat(nicknames("jane")).isEmpty();
        assertThat(String.join("", cards())).doesNotContain("NICKNAME");
    }

    private List<String> nicknames(String id) {
        return kit().call("contacts.get", "[\"" + id + "\"]")
                .value()
                .get("nicknames")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void whoIsCalledSoIsMeantAndNobodyElse() throws IOException {
        family();
        kit().call("contacts.update", "[\"mutual\", {\"nicknames\":[\"insurance company\",\"Ann\"]}]");

        assertThat(found("my insurance company")).containsExactly("Example Mutual");
        assertThat(found("the Insurance Companies")).containsExactly("Example Mutual");
        assertThat(found("insurance")).containsExactlyInAnyOrder("Acme Insurance", "Example Mutual");
        assertThat(found("ann")).containsExactly("Example Mutual");
        assertThat(found("Ann Smith")).containsExactly("Ann Smith");
        person("ann2", "FN:Ann", "N:Ann;;;;", "EMAIL:ann@a.example");
        assertThat(found("ann")).containsExactlyInAnyOrder("Example Mutual", "Ann");
    }

    @Test
    void badDetailsAndDoublesAreRefusedBeforeAnythingIsKept() throws IOException {
        person("jane", "FN:Jane Doe", "N:Doe;Jane;;;", "EMAIL:jane@doe.example");

        assertThatThrownBy(() -> kit().preview("contacts.add", "[{\"name\":\"X\",\"emails\":[\"no address\"]}]"))
                .hasMessage("\"no address\" is not an e-mail address.");
        assertThatThrownBy(() ->
                        kit().preview("contacts.add", "[{\"name\":\"Jane Doe\",\"emails\":\"jane@doe.example\"}]"))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> kit().call("contacts.update", "[\"jane\",{\"phones\":[\"call me\"]}]"))
                .hasMessage("\"call me\" is not a phone number.");
        assertThat(cards()).hasSize(1);
    }

    @Test
    void oneOfManyIsFound() throws IOException {
        for (int i : IntStream.range(0, 120).toArray()) {
            person("p" + i, "FN:Person Number" + i, "N:Number" + i + ";Person;;;");
        }

        assertThat(found("Number77")).containsExactly("Person Number77");
        assertThat(found("Person")).hasSize(120);
    }
}
