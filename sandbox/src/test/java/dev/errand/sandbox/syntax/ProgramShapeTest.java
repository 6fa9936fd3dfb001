package dev.errand.sandbox.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.Language;
import org.junit.jupiter.api.Test;

class ProgramShapeTest {
    @Test
    void linesOfCodeAndBranchesOfJavaScriptAreCounted() {
        String code = """
                // finds bills
                /* and
                   sums them */
                const bills = await files.find('bill');

                if (bills.length === 0) user.say('None.');
                for (const bill of bills) {
                  try { await files.read(bill.path); } catch (e) { user.say(bill.paid ? 'a' : 'b'); }
                }
                """;
        assertThat(ProgramShape.of(Language.JAVASCRIPT, code)).isEqualTo(new ProgramShape(5, 4));
    }

    @Test
    void linesOfCodeAndBranchesOfPythonAreCounted() {
        String code = """
                # finds bills
                bills = files.find('bill')
                for bill in bills:
                    try:
                        files.read(bill.path)
                    except ValueError:
                        user.say('a' if bill.paid else 'b')
                """;
        assertThat(ProgramShape.of(Language.PYTHON, code)).isEqualTo(new ProgramShape(6, 3));
    }

    @Test
    void whatIsNoProgramHasLinesAndNoBranches() {
        assertThat(ProgramShape.of(Language.JAVASCRIPT, "if (((")).isEqualTo(new ProgramShape(1, 0));
        assertThat(ProgramShape.of(Language.PYTHON, "for for")).isEqualTo(new ProgramShape(1, 0));
        assertThat(ProgramShape.of(Language.JAVASCRIPT, "")).isEqualTo(new ProgramShape(0, 0));
    }
}
