package dev.errand.os.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.spi.SkillReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract that authors are held to, held by the skills that come with the device.
class BuiltInSkillsContractTest {
    @TempDir
    Path scratch;

    static List<String> names() {
        return SkillReader.installed().skills().stream().map(SkillEntry::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aBuiltInSkillKeepsTheContract(String name) {
        List<Finding> findings = SkillContract.check(
                settings -> SkillReader.installed(settings).skills().stream()
                        .filter(skill -> skill.name().equals(name))
                        .findFirst()
                        .orElseThrow(),
                scratch);

        assertThat(findings.stream().filter(Finding::isError)).isEmpty();
    }
}
