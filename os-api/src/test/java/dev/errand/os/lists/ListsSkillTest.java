package dev.errand.os.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsSkillTest {
    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new ListsSkill());
    }

    private String outcome(String operation, String arguments) {
        return kit.call(operation, arguments).value().get("outcome").asText();
    }

    private String items(String list) {
        return kit.call("lists.items", "[\"" + list + "\"]").value().toString();
    }

    @Test
    void aListIsMadeByItsFirstItem() {
        assertThat(items("shopping")).isEqualTo("[]");
        assertThat(outcome("lists.add", "[\"my shopping list\", \"milk\"]")).isEqualTo("added");

        assertThat(home.resolve("lists/shopping.md")).hasContent("# shopping\n\n- [ ] milk\n");
        for (String name : new String[] {"shopping", "Shopping list", "the shopping list", "SHOPPING"}) {
            assertThat(items(name)).isEqualTo("[{\"text\":\"milk\",\"done\":false}]");
        }
        assertThat(kit.call("lists.all", "[]").value()).hasToString("[{\"name\":\"shopping\",\"items\":1,\"open\":1}]");
    }

    @Test
    void anItemThatIsThereIsNotDoubled() {
        kit.call("lists.add", "[\"shopping\", \"Eggs\"]");

        assertThat(outcome("lists.add", "[\"shopping\", \"egg\"]")).isEqualTo("already-there");
        assertThat(outcome("lists.check", "[\"shopping\", \"eggs\"]")).isEqualTo("done");
        assertThat(items("shopping")).isEqualTo("[{\"text\":\"Eggs\",\"done\":true}]");
        assertThat(outcome("lists.add", "[\"shopping\", \"eggs\"]")).isEqualTo("reopened");
        assertThat(items("shopping")).isEqualTo("[{\"text\":\"Eggs\",\"done\":false}]");
    }

    @Test
    void whatAPersonWroteInTheFileIsKept() throws Exception {
        Files.createDirectories(home.resolve("lists"));
        Files.writeString(
                home.resolve("lists/To do.md"),
                "# To do\n\nFor the week:\n* call mum\n  - [x] pay rent\n\nthat is all\n");

        kit.call("lists.add", "[\"todo\", \"buy stamps\"]");
        kit.call("lists.check", "[\"to do list\", \"mum\"]");

        assertThat(home.resolve("lists/To do.md"))
                .hasContent(
                        "# To do\n\nFor the week:\n- [x] call mum\n  - [x] pay rent\n- [ ] buy stamps\n\nthat is all\n");
    }

    @Test
    void anItemIsRemovedByTheWordsAPersonUses() {
        kit.call("lists.add", "[\"shopping\", \"Milk\"]");
        kit.call("lists.add", "[\"shopping\", \"oat milk\"]");
        kit.call("lists.add", "[\"shopping\", \"red apples\"]");

        var removed = kit.call("lists.remove", "[\"shopping\", \"milk\"]");
        assertThat(removed.value()).hasToString("{\"list\":\"shopping\",\"item\":\"Milk\",\"outcome\":\"removed\"}");
        kit.call("lists.remove", "[\"shopping\", \"the apple\"]");
        assertThat(items("shopping")).isEqualTo("[{\"text\":\"oat milk\",\"done\":false}]");

        kit.undo(kit.call("lists.remove", "[\"shopping\", \"milk\"]"));
        assertThat(items("shopping")).contains("oat milk");
    }

    @Test
    void whatIsNotThereIsSaidWithWhatIs() {
        kit.call("lists.add", "[\"shopping\", \"green tea\"]");
        kit.call("lists.add", "[\"shopping\", \"black tea\"]");

        assertThatThrownBy(() -> kit.call("lists.remove", "[\"shopping\", \"beer\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).isEqualTo("On it are \"green tea\", \"black tea\"."))
                .hasMessage("\"beer\" is not on the list \"shopping\".");
        assertThatThrownBy(() -> kit.call("lists.remove", "[\"shopping\", \"tea\"]"))
                .hasMessage("Several items of the list \"shopping\" are \"tea\": \"green tea\", \"black tea\".");
        assertThatThrownBy(() -> kit.call("lists.remove", "[\"party\", \"tea\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).isEqualTo("There are \"shopping\"."))
                .hasMessage("There is no list \"party\".");
    }

    @Test
    void namesStayInTheirPlace() {
        kit.call("lists.add", "[\"../../evil\", \"x\"]");
        kit.call("lists.add", "[\"Einkaufsliste\", \"Äpfel\"]");

        assertThat(home.resolve("lists")).isDirectoryContaining("glob:**/evil.md");
        assertThat(items("einkauf")).contains("Äpfel");
        assertThatThrownBy(() -> kit.call("lists.add", "[\"..\", \"x\"]")).hasMessageContaining("cannot be called");
        assertThatThrownBy(() -> kit.call("lists.add", "[\"shopping\", \" \"]")).hasMessageContaining("nothing to add");
    }

    @Test
    void ofListsWithLikeNamesTheOneOfJustThisNameIsMeant() throws Exception {
        Files.createDirectories(home.resolve("lists"));
        Files.writeString(home.resolve("lists/Shopping List.md"), "- [ ] bread\n");
        assertThat(items("shopping")).contains("bread");
        Files.writeString(home.resolve("lists/shopping.md"), "- [ ] milk\n");

        assertThat(items("shopping")).contains("milk");
        assertThat(items("shoppings")).contains("bread");
    }

    @Test
    void aPreviewLeavesNothing() {
        kit.preview("lists.add", "[\"shopping\", \"milk\"]");

        assertThat(home.resolve("lists")).doesNotExist();
    }
}
