package dev.errand.evaluation.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteReaderTest {
    @TempDir
    Path folder;

    private Suite read(String... lines) throws IOException {
        return SuiteReader.read(
                Files.write(folder.resolve("mine.jsonl"), List.of(lines)).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"a\",\"expect\":{\"state\":\"x\"}} | line 1: \"intent\" is missing",
                "{\"intent\":\"a\",\"expect\":{\"state\":\"x\"}} | line 1: \"id\" is missing",
                "{\"id\":\"a\",\"intent\":\"b\"} | \"expect\" is missing",
                "{\"id\":\"a\",\"intent\":\"b\",\"expect\":{}} | expect: it is empty",
                "{\"id\":\"a\",\"intent\":\"b\",\"aprove\":\"all\",\"expect\":{\"state\":\"x\"}} | the nearest is \"approve\"",
                "{\"id\":\"a\",\"intent\":\"b\",\"approve\":\"maybe\",\"expect\":{\"state\":\"x\"}} | approve: write \"all\", \"none\"",
                "{\"id\":\"a\",\"intent\":\"b\",\"expect\":{\"said\":\"(\"}} | is no regular expression",
                "{\"id\":\"a\",\"intent\":\"b\",\"expect\":{\"asked\":-1}} | expect, asked: a whole number from 0",
                "{\"id\":\"a\",\"intent\":\"b\",\"expect\":{\"operations\":[\"send\"]}} | \"send\" is no operation",
                "{\"id\":\"a\",\"intent\":\"b\",\"expect\":{\"world\":[{\"fil\":\"x\"}]}} | world[0]: there is no field \"fil\"; the nearest is \"file\"",
                "{\"id\":\"a\",\"intent\":\"b\",\"expect\":{\"world\":[{\"mail\":{\"two\":\"x\"}}]}} | world[0], mail: there is no field \"two\"; the nearest is \"to\"",
                "{\"id\":\"a\",\"intent\":\"b\",\"device\":\"nowhere\",\"expect\":{\"state\":\"x\"}} | there is no folder",
                "{\"id\":\"a\",\"intent\":\"b\",\"device\":{\"contacts\":[{\"nam\":\"x\"}]},\"expect\":{\"state\":\"x\"}} | contacts[0]: there is no field \"nam\"",
                "{\"id\":\"a\",\"intent\":\"b\",\"now\":\"today\",\"expect\":{\"state\":\"x\"}} | now: \"today\" is no time",
                "{\"id\":\"a\",\"intent\":\"b\",\"zone\":\"Mars\",\"expect\":{\"state\":\"x\"}} | zone: this is no time zone",
                "{\"id\":\"a\",\"id\":\"b\"} | this is not JSON",
                "[1] | an object was expected",
            })
    void whatIsWrongIsSaidWithItsPlace(String line, String fault) throws IOException {
        assertThat(read(line).faults())
                .singleElement()
                .asString()
                .startsWith("mine.jsonl, line 1")
                .contains(fault);
    }

    @Test
    void anIdStandsForOneCase() throws IOException {
        String line = "{\"id\":\"a\",\"intent\":\"b\",\"expect\":{\"state\":\"x\"}}";
        assertThat(read(line, "", line).faults())
                .singleElement()
                .asString()
                .contains("line 3, id", "earlier case \"a\"");
    }

    @Test
    void anEmptyFileIsNoSuite() throws IOException {
        assertThat(read("").faults()).singleElement().asString().contains("there is no case in it");
    }

    @Test
    void languageNamesTheOneOfTheCodeOrOfTheWords() throws IOException {
        Suite suite = read(
                "{\"id\":\"a\",\"code\":\"1\",\"language\":\"python\",\"expect\":{\"state\":\"x\"}}",
                "{\"id\":\"b\",\"intent\":\"Hallo\",\"language\":\"de\",\"expect\":{\"state\":\"x\"}}");
        assertThat(suite.faults()).isEmpty();
        Case code = ((Suite.Ready) suite.lines().get(0)).item();
        Case words = ((Suite.Ready) suite.lines().get(1)).item();
        assertThat(code.code().orElseThrow().language().id()).isEqualTo("python");
        assertThat(words.locale()).isEqualTo("de");
    }
}
