package dev.errand.os.kit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.OperationCases.Case;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.spi.SkillReader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation in the cases that matter to whoever calls it: something is there, nothing is, several are, none
/// and many are, names in any script, and arguments of the wrong kind. Services that are down, slow or not configured
/// have a test of their own (BackendContractTest). An operation without its cases fails here.
class OperationContractTest {
    /// Why a case does not apply.
    private static final Map<String, String> REASONS = Map.ofEntries(
            entry("makes", "it makes a new thing and looks for none"),
            entry("id", "an id or a path is of one thing or of none"),
            entry("one", "it is about the one thing that it is given"),
            entry("all", "it gives all there is; none is the case of the empty device"),
            entry("computes", "it looks nothing up"),
            entry("state", "it changes or tells a state that is always there"));

    private static final List<String> NAMES =
            List.of("Blue parcel", "Größe Ωmega 日本語 עברית 🚲 cafe\u0301 %s {x} $1 & b");

    @TempDir
    static Path many;

    @TempDir
    Path home;

    private static NamedWorld full;
    private static NamedWorld music;
    private static final List<NamedWorld> NAMED = new ArrayList<>();

    @BeforeAll
    static void manyThings() throws IOException {
        full = NamedWorld.ofMany(many.resolve("full"));
        music = NamedWorld.empty(many.resolve("music")).withMusic();
        NAMED.clear();
        for (int i = 0; i < NAMES.size(); i++) {
            NAMED.add(NamedWorld.of(many.resolve("named" + i), NAMES.get(i)));
        }
    }

    static List<OperationCases> cases() {
        return OperationCases.read();
    }

    static Stream<Named<Operation>> operations() {
        return SkillReader.installed().operations().stream()
                .map(operation -> Named.of(operation.qualifiedName(), operation));
    }

    static Stream<OperationCases> called() {
        return cases().stream().filter(each -> each.found() instanceof Case.Gives);
    }

    static Stream<OperationCases> withoutResult() {
        return cases().stream()
                .filter(each -> each.nothing() instanceof Case.FindsNothing || each.nothing() instanceof Case.Counts);
    }

    static Stream<OperationCases> listing() {
        return cases().stream().filter(each -> each.many() instanceof Case.Counts);
    }

    @Test
    void everyOperationHasItsCases() {
        assertThat(cases())
                .extracting(OperationCases::operation)
                .containsExactlyInAnyOrderElementsOf(
                        operations().map(Named::getName).toList());
        assertThat(cases()).allSatisfy(each -> assertThat(each.all()).allSatisfy(OperationContractTest::isShown));
    }

    private static void isShown(Case shown) throws ClassNotFoundException {
        switch (shown) {
            case Case.Without(String why) -> assertThat(REASONS).containsKey(why);
            case Case.Elsewhere(String type, String test) ->
                assertThat(Arrays.stream(Class.forName(type).getDeclaredMethods())
                                .map(Method::getName))
                        .contains(test);
            case Case.Gives _, Case.FindsNothing _, Case.Counts _ -> {}
        }
    }

    @ParameterizedTest
    @MethodSource("called")
    void whatIsThereIsFoundUnderAnyName(OperationCases cases) throws IOException {
        Case.Gives gives = (Case.Gives) cases.found();
        for (NamedWorld template : NAMED) {
            NamedWorld world = template.copied(home.resolve(String.valueOf(NAMED.indexOf(template))));
            JsonNode value = world.call(cases.operation(), gives.arguments()).value();
            assertThat(texts(value)).contains(world.filled(gives.words()));
        }
    }

    /// All texts of a value, as they are and not as JSON writes them.
    private static String texts(JsonNode value) {
        if (!value.isContainerNode()) {
            return value.asText();
        }
        StringBuilder texts = new StringBuilder(value.isEmpty() ? value.toString() : "");
        value.properties().forEach(each -> texts.append(each.getKey()).append('\n'));
        value.forEach(each -> texts.append(texts(each)).append('\n'));
        return texts.toString();
    }

    @ParameterizedTest
    @MethodSource("withoutResult")
    void whatIsNotThereIsSaid(OperationCases cases) throws IOException {
        NamedWorld world = NAMED.getFirst().copied(home);
        switch (cases.nothing()) {
            case Case.FindsNothing(String arguments, String words) -> {
                DeviceFailure failure =
                        catchThrowableOfType(DeviceFailure.class, () -> world.call(cases.operation(), arguments));
                assertThat(failure).isNotNull();
                assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(DeviceFailure.Kind.NOT_FOUND);
                assertThat(failure).hasMessageContaining(words);
                assertThat(failure.remedy()).isNotBlank();
            }
            case Case.Counts(String arguments, int elements) ->
                assertThat(world.call(cases.operation(), arguments).value()).hasSize(elements);
            case Case.Gives _, Case.Elsewhere _, Case.Without _ -> throw new AssertionError(cases.nothing());
        }
    }

    @ParameterizedTest
    @MethodSource("listing")
    void noneAndManyAreGiven(OperationCases cases) {
        Case.Counts counts = (Case.Counts) cases.many();
        NamedWorld world = cases.operation().startsWith("media.") ? music : full;

        assertThat(NamedWorld.empty(home)
                        .call(cases.operation(), counts.arguments())
                        .value())
                .isEmpty();
        assertThat(world.call(cases.operation(), counts.arguments()).value()).hasSize(counts.elements());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anArgumentOfTheWrongKindIsRefusedByName(Operation operation) {
        for (Parameter parameter : operation.parameters()) {
            JsonNode wrong = Values.wrong(parameter.shape());
            if (wrong == null) {
                continue; // any value may be passed
            }
            ObjectNode arguments = new Values()
                    .arguments(
                            operation,
                            operation.parameters().stream()
                                    .filter(Parameter::required)
                                    .toList());
            arguments.set(parameter.name(), wrong);
            InvalidArguments refusal = catchThrowableOfType(
                    InvalidArguments.class, () -> operation.bind(JsonNodeFactory.instance.arrayNode(), arguments));
            assertThat(refusal).as(parameter.name()).isNotNull();
            assertThat(refusal).hasMessageContaining(parameter.name());
        }
    }
}
