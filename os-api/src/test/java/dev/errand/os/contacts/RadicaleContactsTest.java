package dev.errand.os.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.dav.DeafServer;
import dev.errand.os.dav.Radicale;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The contacts of a CardDAV server.
final class RadicaleContactsTest extends ContactsContract {
    @TempDir
    static Path folder;

    private static @Nullable Radicale server;
    private SkillKit kit;
    private String user;

    @BeforeAll
    static void start() throws IOException {
        server = Radicale.start(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void account() throws IOException {
        user = server.user();
        server.makeAddressBook(user, "people");
        kit = server.connect(new SkillKit(home, new ContactsSkill()), "contacts", user, home)
                .setting("mail.address", "sam@home.example");
    }

    @Override
    SkillKit kit() {
        return kit;
    }

    @Override
    void card(String name, String text) {
        server.put(user, "people/" + name + ".vcf", text);
    }

    @Override
    List<String> cards() throws IOException {
        return List.copyOf(server.files(user, "people").values());
    }

    private static String jane(String more) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:jane\r\nFN:Jane Doe\r\nN:Doe;Jane;;;\r\n" + more + "END:VCARD\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/USER/", "/USER/people/", "/.well-known/carddav"})
    void theAddressBookIsFoundFromAnyAddressNearIt(String path) {
        kit.setting("contacts.url", server.url(path.replace("USER", user)).toString());
        card("jane", jane(""));

        assertThat(kit.call("contacts.find", "[\"Jane\"]").value()).hasSize(1);
        assertThat(home.resolve("contacts")).doesNotExist();
    }

    @Test
    void ofSeveralBooksAllAreReadAndTheNamedOneGetsNewContacts() throws IOException {
        server.makeAddressBook(user, "work");
        card("jane", jane(""));
        kit.setting("contacts.name", "work");

        kit.call("contacts.add", "[{\"name\":\"Jane Other\"}]");

        assertThat(server.files(user, "work")).hasSize(1);
        assertThat(kit.call("contacts.find", "[\"Jane\"]").value()).hasSize(2);
        kit.setting("contacts.name", "Sport");
        assertThatThrownBy(() -> kit.call("contacts.find", "[\"Jane\"]"))
                .hasMessageContaining("no address book called \"Sport\"");
    }

    @Test
    void whatSomebodyElseChangedIsSeenAndWhatTheyDeletedIsGone() {
        card("jane", jane(""));
        assertThat(kit.call("contacts.get", "[\"jane\"]").value().get("nicknames"))
                .isEmpty();

        card("jane", jane("NICKNAME:Janey\r\n"));
        card("joe", jane("").replace("jane", "joe").replace("Jane", "Joe"));
        assertThat(kit.call("contacts.get", "[\"jane\"]")
                        .value()
                        .at("/nicknames/0")
                        .asText())
                .isEqualTo("Janey");
        assertThat(kit.call("contacts.find", "[\"Doe\"]").value()).hasSize(2);

        server.delete(user, "people/jane.vcf");
        assertThat(kit.call("contacts.find", "[\"Doe\"]").value()).hasSize(1);
    }

    @Test
    void whatIsKeptOfEarlierListingsMayBeLostOrBroken() throws IOException {
        card("jane", jane(""));
        assertThat(kit.call("contacts.find", "[\"Jane\"]").value()).hasSize(1);
        try (var kept = Files.list(kit.device().cache().resolve("contacts"))) {
            for (Path file : kept.toList()) {
                assertThat(Files.readString(file)).contains("Jane Doe").doesNotContain("correct-horse");
                Files.writeString(file, "{\"states\":");
            }
        }

        assertThat(kit.call("contacts.find", "[\"Jane\"]").value()).hasSize(1);
    }

    @Test
    void aChangeOfSomebodyElseSinceIsNotUndone() throws IOException {
        card("jane", jane(""));
        var updated = kit.call("contacts.update", "[\"jane\", {\"nicknames\":\"J\"}]");
        var added = kit.call("contacts.add", "[{\"name\":\"New One\"}]");
        String place = "people/" + added.value().get("id").asText() + ".vcf";
        card("jane", jane("NICKNAME:Theirs\r\n"));
        server.put(user, place, jane("").replace("jane", added.value().get("id").asText()));
        List<String> theirs = cards();

        for (var done : List.of(updated, added)) {
            assertThatThrownBy(() -> kit.undo(done))
                    .isInstanceOfSatisfying(
                            DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.CONFLICT))
                    .hasMessage("The contact has been changed by somebody else in the meantime.");
        }
        assertThat(cards()).isEqualTo(theirs);
    }

    @Test
    void aStepThatIsDoneAgainChangesNothing() throws IOException {
        var added = kit.call("contacts.add", "[{\"name\":\"New One\",\"emails\":\"new@one.example\"}]");
        List<String> once = cards();
        assertThat(kit.again(added).value()).isEqualTo(added.value());
        assertThat(cards()).isEqualTo(once);

        var updated = kit.call("contacts.update", "[" + added.value() + ", {\"nicknames\":\"N\"}]");
        List<String> changed = cards();
        assertThat(kit.again(updated).value()).isEqualTo(updated.value());
        assertThat(cards()).isEqualTo(changed);

        var deleted = kit.call("contacts.delete", "[" + added.value() + "]");
        assertThat(kit.again(deleted).value()).isEqualTo(deleted.value());
        assertThat(cards()).isEmpty();
        kit.undo(deleted);
        assertThat(cards()).isEqualTo(changed);
    }

    @Test
    void whatSomebodyElseDeletedIsNoContactAnyMore() {
        card("jane", jane(""));
        assertThat(kit.call("contacts.find", "[\"Jane\"]").value()).hasSize(1);
        server.delete(user, "people/jane.vcf");

        assertThatThrownBy(() -> kit.call("contacts.delete", "[\"jane\"]"))
                .hasMessage("There is no contact with the id \"jane\".");
    }

    @Test
    void othersThanTheSkillSeeTheSamePeopleAndTheLastKnownOnesWhileTheServerIsDown() throws IOException {
        kit.device().storage().writeText("contacts/tom.vcf", jane("").replace("jane", "tom"));
        try (Radicale other = Radicale.start(Files.createDirectory(home.resolve("radicale")))) {
            String sam = other.user();
            other.makeAddressBook(sam, "people");
            other.put(sam, "people/jane.vcf", jane("CATEGORIES:family\r\n"));
            other.connect(kit, "contacts", sam, home);
            assertThat(Contacts.of(kit.device()))
                    .extracting(Contact::categories)
                    .containsExactly(List.of("family"));
        }
        assertThat(Contacts.of(kit.device())).extracting(Contact::id).containsExactly("jane");

        kit.setting("contacts.user", "nobody-has-asked-for-this-one");
        assertThatThrownBy(() -> Contacts.of(kit.device())).hasMessageContaining("cannot be reached");
        kit.without("contacts.url");
        assertThat(Contacts.of(kit.device())).extracting(Contact::id).containsExactly("tom");
    }

    @Test
    void howAStepIsSettledDependsOnWhereItWasDone() {
        assertThat(kit.operation("contacts.add").recovery()).isEqualTo(Recovery.IDEMPOTENT);
        assertThat(kit.operation("contacts.update").recovery()).isEqualTo(Recovery.REPEATABLE);
        SkillKit alone = new SkillKit(home, new ContactsSkill());
        assertThat(alone.operation("contacts.add").recovery()).isEqualTo(Recovery.JOURNALED);
    }

    @Test
    void aServerThatIsDownSlowOrRefusesIsSaidSo() throws IOException {
        String gone;
        try (DeafServer silent = new DeafServer("");
                DeafServer halfway = new DeafServer("HTTP/1.1 207 Multi-Status\nContent-Length: 5000\n\n<?xml")) {
            gone = silent.url().toString();
            kit.setting("contacts.timeout", "1");
            for (DeafServer slow : List.of(silent, halfway)) {
                kit.setting("contacts.url", slow.url().toString());
                assertThatThrownBy(() -> kit.call("contacts.find", "[\"Jane\"]"))
                        .isInstanceOfSatisfying(
                                DeviceFailure.class,
                                e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE))
                        .hasMessageContaining("did not answer within 1 seconds");
            }
        }
        kit.setting("contacts.url", gone);
        assertThatThrownBy(() -> kit.call("contacts.find", "[\"Jane\"]"))
                .hasMessageStartingWith("The address book server 127.0.0.1 cannot be reached");
        kit.setting("contacts.url", server.url("/").toString())
                .setting("contacts.password", "file:" + Files.writeString(home.resolve("wrong"), "guessed"));
        assertThatThrownBy(() -> kit.call("contacts.find", "[\"Jane\"]"))
                .hasMessage("The address book server 127.0.0.1 does not accept this user and password.")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("guessed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contacts.url | http://dav.example.org/ | contacts.url is not encrypted",
                "contacts.url | people | The setting contacts.url is not the address of a CardDAV server.",
                "contacts.password | secret | The setting contacts.password is no reference to a secret.",
                "contacts.token | file:/dev/null | The file that the setting contacts.token names cannot be read",
                "contacts.timeout | soon | The setting contacts.timeout is no number of seconds from 1 to 999."
            })
    void whatIsNotSetUpRightNamesTheSetting(String setting, String value, String message) {
        kit.setting(setting, value);

        assertThatThrownBy(() -> kit.call("contacts.find", "[\"Jane\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED))
                .hasMessageStartingWith(message);
    }
}
