package dev.errand.os.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactsSkillTest {
    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void anAddressBook() throws IOException {
        kit = new SkillKit(home, new ContactsSkill()).setting("mail.address", "sam@home.example");
        card("acme", "UID:acme", "FN:Acme Insurance", "ORG:Acme Insurance", "EMAIL:claims@acme.example");
        card(
                "mutual",
                "UID:mutual",
                "FN:Example Mutual",
                "ORG:Example Mutual",
                "CATEGORIES:insurance",
                "EMAIL;TYPE=INTERNET:service@mutual.example");
        card(
                "jane",
                "UID:jane",
                "FN:Jane Doe",
                "N:Doe;Jane;;Dr.;",
                "NICKNAME:Janey",
                "CATEGORIES:family,friends",
                "EMAIL;TYPE=home:jane@old.example",
                "EMAIL;TYPE=work,pref:jane@doe.example",
                "TEL;TYPE=cell:+49 170 1234567",
                "BDAY:19800203",
                "ADR;TYPE=home:;;Main St. 1;Berlin;;10115;Germany",
                "NOTE:likes gardening");
        card("dentist", "UID:dentist", "FN:Dr. Tooth", "TITLE:Dentist", "EMAIL:praxis@tooth.example");
        card("sam", "UID:sam", "FN:Sam Smith", "EMAIL:sam@home.example", "RELATED;TYPE=spouse;VALUE=text:Jane Doe");
        card(
                "colleagues",
                "UID:bob",
                "FN:Bob Builder",
                "item1.X-ABRELATEDNAMES:Wendy Builder",
                "item1.X-ABLABEL:_$!<Spouse>!$_",
                "END:VCARD",
                "BEGIN:VCARD",
                "VERSION:4.0",
                "FN:Wendy Builder",
                "TEL;VALUE=uri;TYPE=\"cell,voice\":tel:+49-30-5551",
                "BDAY:--0504");
    }

    private void card(String file, String... lines) throws IOException {
        Files.createDirectories(home.resolve("contacts"));
        Files.writeString(
                home.resolve("contacts/" + file + ".vcf"),
                "BEGIN:VCARD\r\nVERSION:3.0\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n");
    }

    private String read(String file) throws IOException {
        return Files.readString(home.resolve("contacts/" + file));
    }

    private List<String> found(String phrase) {
        return names(kit.call("contacts.find", "[\"" + phrase + "\"]").value());
    }

    private static List<String> names(JsonNode contacts) {
        return StreamSupport.stream(contacts.spliterator(), false)
                .map(contact -> contact.get("name").asText())
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("contacts"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void twoInsurersAreAmbiguousAndANamedOneIsNot() {
        assertThat(found("my insurance company")).containsExactlyInAnyOrder("Acme Insurance", "Example Mutual");
        assertThat(found("Acme Insurance")).containsExactly("Acme Insurance");
        assertThat(found("Acme")).containsExactly("Acme Insurance");
        assertThat(found("meine Versicherung")).containsExactlyInAnyOrder("Acme Insurance", "Example Mutual");
    }

    @Test
    void peopleAreFoundByNicknameTitleDomainNoteAndAddress() {
        assertThat(found("janey")).containsExactly("Jane Doe");
        assertThat(found("Zahnarzt")).containsExactly("Dr. Tooth");
        assertThat(found("mutual.example")).containsExactly("Example Mutual");
        assertThat(found("gardening")).containsExactly("Jane Doe");
        assertThat(found("JANE@doe.example")).containsExactly("Jane Doe");
        assertThat(found("Nobody Inparticular")).isEmpty();
    }

    @Test
    void relationsAreThoseToThePersonAndNotThoseOfOthers() throws IOException {
        assertThat(found("my wife")).containsExactly("Jane Doe");

        card("brother", "UID:joe", "FN:Joe Smith", "item1.X-ABRELATEDNAMES:Sam", "item1.X-ABLABEL:_$!<Brother>!$_");
        assertThat(found("my brother")).containsExactly("Joe Smith");

        card("mother", "UID:ann", "FN:Ann Smith", "RELATED;TYPE=child;VALUE=text:Sam Smith");
        card("friend", "UID:kim", "FN:Kim Kind", "RELATED;TYPE=child;VALUE=text:Lou Kind");
        assertThat(found("my parents")).containsExactly("Ann Smith");
    }

    @Test
    void sameNamesStayAmbiguousButACardImportedTwiceIsOne() throws IOException {
        card("jane2", "UID:jane2", "FN:Jane Doe", "EMAIL:other.jane@elsewhere.example");
        card("acme2", "UID:acme2", "FN:ACME Insurance", "EMAIL:claims@acme.example");

        assertThat(found("Jane Doe")).hasSize(2);
        assertThat(found("Acme Insurance")).containsExactly("Acme Insurance");
    }

    @Test
    void aContactSaysWhatItsCardSays() {
        assertThat(kit.call("contacts.get", "[\"jane\"]").value())
                .hasToString(
                        "{\"id\":\"jane\",\"name\":\"Jane Doe\","
                                + "\"emails\":[\"jane@doe.example\",\"jane@old.example\"],\"phones\":[\"+49 170 1234567\"],"
                                + "\"organization\":null,\"categories\":[\"family\",\"friends\"],\"birthday\":\"1980-02-03\","
                                + "\"address\":\"Main St. 1, 10115 Berlin, Germany\",\"nicknames\":[\"Janey\"],\"score\":null}");
        JsonNode wendy = kit.call("contacts.find", "[\"Wendy\"]").value().get(0);
        assertThat(wendy.get("id").asText()).isEqualTo("colleagues-2");
        assertThat(wendy.get("phones").get(0).asText()).isEqualTo("+49-30-5551");
        assertThat(wendy.get("birthday").asText()).isEqualTo("--05-04");
        assertThatThrownBy(() -> kit.call("contacts.get", "[\"nobody\"]"))
                .hasMessage("There is no contact with the id \"nobody\".");
    }

    @Test
    void anAddedContactIsACardThatOthersRead() throws IOException {
        var added = kit.call(
                "contacts.add",
                "[{\"name\":\"Zoë O;Neil\",\"emails\":\"zoe@o.example\",\"phones\":[\"030 123\"],\"organization\":\"A, B\","
                        + "\"categories\":[\"work\",\"choir\"],\"birthday\":\"1990-01-02\",\"address\":\"Weg 1, 12345 Ort\","
                        + "\"nicknames\":[\"Zo\"]}]");

        String file =
                files().stream().filter(f -> f.startsWith("zoe-")).findFirst().orElseThrow();
        VCard card = Ezvcard.parse(read(file)).first();
        assertThat(card.validate(ezvcard.VCardVersion.V3_0).isEmpty()).isTrue();
        assertThat(card.getFormattedName().getValue()).isEqualTo("Zoë O;Neil");
        assertThat(card.getOrganization().getValues()).containsExactly("A, B");
        assertThat(card.getCategories().getValues()).containsExactly("work", "choir");
        assertThat(card.getUid().getValue()).isEqualTo(added.value().get("id").asText());
        assertThat(added.value().get("address").asText()).isEqualTo("Weg 1, 12345 Ort");
        assertThat(found("zoe")).containsExactly("Zoë O;Neil");
        assertThat(added.operation().describe(added.arguments()))
                .startsWith("Add the contact Zoë O;Neil, zoe@o.example, 030 123, A, B");

        kit.undo(added);
        assertThat(files()).doesNotContain(file);
    }

    @Test
    void aPreviewAddsNothingAndTheSameStepTwiceAddsOneCard() throws IOException {
        int before = files().size();
        kit.preview("contacts.add", "[{\"name\":\"New One\"}]");
        assertThat(files()).hasSize(before);

        kit = new SkillKit(home, new ContactsSkill());
        kit.call("contacts.add", "[{\"name\":\"New One\"}]");
        new SkillKit(home, new ContactsSkill()).call("contacts.add", "[{\"name\":\"New One\"}]");
        assertThat(files()).hasSize(before + 1);
    }

    @Test
    void badDetailsAreRefused() {
        assertThatThrownBy(() -> kit.call("contacts.add", "[{\"name\":\"X\",\"emails\":[\"not an address\"]}]"))
                .hasMessage("\"not an address\" is not an e-mail address.");
        assertThatThrownBy(() -> kit.call("contacts.add", "[{\"name\":\" \\n \"}]"))
                .hasMessage("A contact needs a name.");
        assertThatThrownBy(() -> kit.call("contacts.add", "[{\"name\":\"X\",\"birthday\":\"yesterday\"}]"))
                .hasMessage("\"yesterday\" is not a day.");
        assertThatThrownBy(() -> kit.call("contacts.update", "[\"jane\",{\"phones\":[\"call me\"]}]"))
                .hasMessage("\"call me\" is not a phone number.");
        assertThatThrownBy(() -> kit.call("contacts.add", "[{\"name\":\"Jane Doe\",\"emails\":\"jane@doe.example\"}]"))
                .hasMessageContaining("already");
    }

    @Test
    void aLineBreakInAValueMakesNoProperty() throws IOException {
        kit.call(
                "contacts.update",
                "[\"jane\",{\"organization\":\"X\\r\\nEMAIL:evil@evil.example\",\"categories\":[\"a\\nTEL:1\"]}]");

        VCard card = Ezvcard.parse(read("jane.vcf")).first();
        assertThat(card.getEmails()).hasSize(2);
        assertThat(card.getTelephoneNumbers()).hasSize(1);
    }

    @Test
    void anUpdateKeepsWhatItDoesNotKnowAndUndoRestoresIt() throws IOException {
        card(
                "rich",
                "UID:rich",
                "FN:Rich Card",
                "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD".repeat(60),
                "X-OTHER-PROGRAM;X-A=\"b:c\":keep me",
                "item1.EMAIL;TYPE=home:a@a.example",
                "item1.X-ABLABEL:Holiday",
                "item2.EMAIL;TYPE=work:b@b.example",
                "item2.X-ABLABEL:Office");
        String before = read("rich.vcf");

        kit.pass(Duration.ofMinutes(1));
        var updated = kit.call(
                "contacts.update",
                "[\"rich\",{\"emails\":[\"c@c.example\",\"B@b.example\"],\"nicknames\":\"Richie\"}]");

        assertThat(read("rich.vcf").replaceAll("\r\n ", ""))
                .contains("QUJD".repeat(60), "X-OTHER-PROGRAM;X-A=\"b:c\":keep me", "item2.EMAIL;TYPE=work:b@b.example")
                .contains("item2.X-ABLABEL:Office", "NICKNAME:Richie", "REV:20260302T090100Z")
                .doesNotContain("a@a.example", "Holiday");
        assertThat(read("rich.vcf").lines()).allMatch(line -> line.length() <= 75);
        assertThat(updated.value().get("emails").get(0).asText()).isEqualTo("c@c.example");

        kit.undo(updated);
        assertThat(read("rich.vcf")).isEqualTo(before);
    }

    @Test
    void nicknamesInOnePropertyAreSeveral() throws IOException {
        card("list", "UID:list", "FN:Many Names", "NICKNAME;LANGUAGE=en:Mae,M\\, the first,,Em", "NICKNAME:Mae");
        assertThat(kit.call("contacts.get", "[\"list\"]").value().get("nicknames"))
                .hasToString("[\"Mae\",\"M, the first\",\"Em\"]");

        String all = "[\"list\", {\"nicknames\":[\"Mae\",\"M, the first\",\"Em\",\"my, aunt\"]}]";
        kit.call("contacts.update", all);
        assertThat(read("list.vcf")).contains("NICKNAME;LANGUAGE=en:Mae,M\\, the first,,Em", "NICKNAME:my\\, aunt");
        kit.call("contacts.update", "[\"list\", {\"nicknames\":[\"M, the first\",\"my, aunt\"]}]");
        assertThat(Ezvcard.parse(read("list.vcf")).first().getNicknames())
                .flatExtracting(nicknames -> nicknames.getValues())
                .containsExactlyInAnyOrder("M, the first", "my, aunt");
    }

    @Test
    void anEmptyValueRemoves() {
        var updated = kit.call("contacts.update", "[\"jane\",{\"birthday\":\"\",\"phones\":[],\"address\":\"\"}]");

        assertThat(updated.value().get("birthday").isNull()).isTrue();
        assertThat(updated.value().get("phones")).isEmpty();
        assertThat(updated.value().get("name").asText()).isEqualTo("Jane Doe");
    }

    @Test
    void aDeletedCardLiesInTheTrashAndItsNeighboursStay() throws IOException {
        var deleted = kit.call("contacts.delete", "[{\"id\":\"bob\"}]");

        assertThat(names(kit.call("contacts.find", "[\"builder\"]").value())).containsExactly("Wendy Builder");
        try (Stream<Path> trash = Files.list(home.resolve("trash/contacts"))) {
            assertThat(trash)
                    .singleElement()
                    .satisfies(file -> assertThat(file).content().contains("Bob"));
        }

        kit.undo(deleted);
        assertThat(found("builder")).hasSize(2);

        kit.call("contacts.delete", "[\"jane\"]");
        assertThat(files()).doesNotContain("jane.vcf");
    }

    @Test
    void oldAndBrokenCardsAreReadAsFarAsTheyGo() throws IOException {
        Files.writeString(
                home.resolve("contacts/old.vcf"),
                "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r\n"
                        + "TEL;CELL:123\r\nEND:VCARD\r\n");
        Files.writeString(home.resolve("contacts/broken.vcf"), "BEGIN:VCARD\nno property\nFN:Half\n");
        Files.writeString(home.resolve("contacts/bom.vcf"), "\uFEFFBEGIN:VCARD\nFN:Bo\n m\nodd\nEND:VCARD\n");

        assertThat(found("Jörg Müller")).containsExactly("Jörg Müller");
        assertThat(found("Half")).isEmpty();
        assertThat(found("Bom")).containsExactly("Bom");
    }

    @Test
    void theDeclarationSaysWhatMatters() {
        assertThat(kit.operation("contacts.find").effect()).isEqualTo(EffectClass.READ);
        var add = kit.operation("contacts.add");
        assertThat(add.undoable()).isTrue();
        assertThat(add.parameter("emails").orElseThrow().mark()).isEqualTo(Mark.DESTINATION);
        assertThat(kit.operation("contacts.delete")
                        .parameter("id")
                        .orElseThrow()
                        .mark())
                .isEqualTo(Mark.TARGET);
    }

    @Test
    void personalFieldsStayClosed() {
        assertThat(kit.call("contacts.get", "[\"jane\"]").result().closed().keySet().stream()
                        .map(Object::toString))
                .containsExactlyInAnyOrder("/birthday", "/address");
    }

    @Test
    void addressesAreChecked() {
        assertThat(Stream.of("a@b.example", "Ada <a.b+c@b-c.example>", "me@localhost", "a@bücher.example"))
                .allMatch(text -> new Address(text).isValid());
        assertThat(Stream.of(
                        "a",
                        "a@",
                        "@b",
                        "a b@c.example",
                        "a@b..c",
                        "a@-b.example",
                        "A <a@b>, B <b@c>",
                        "a@b\r\nBcc: x@y"))
                .noneMatch(text -> new Address(text).isValid());
        assertThat(new Address("\"Doe, Jane\" <j@d.example>").displayName()).contains("Doe, Jane");
    }
}
