package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {
    @ParameterizedTest
    @CsvSource({
        "send it to jane at example dot org,send it to jane@example.org",
        "mail john dot smith at mail dot example dot com please,mail john.smith@mail.example.com please",
        "write to the underscore team at example dot net,write to the_team@example.net",
        "schreib an jane punkt roth at example punkt org,schreib an jane.roth@example.org",
        "open example dot org slash news,open example.org/news",
        "look at example dot org,look at example.org",
        "meet me at the bank,meet me at the bank",
        "the point is at the dot,the point is at the dot",
        "wake me at three thirty p m,wake me at 3:30 pm",
        "wake me at three p. m.,wake me at 3 pm",
        "at ten oh five a.m. tomorrow,at 10:05 am tomorrow",
        "at seven,at seven",
        "i am here,i am here",
        "on december twenty fourth,on december 24th",
        "on the third of may,on the 3rd of may",
        "the second one,the second one",
        "in may twenty twenty seven,in may 2027",
        "twenty five minutes,25 minutes",
        "one hundred and twenty euros,120 euros",
        "fünf und zwanzig Minuten,fünf und zwanzig Minuten",
        "call five five five one two one two,call 5551212",
        "the one about the roof,the one about the roof",
        "Write to jane at example dot org.,Write to jane@example.org.",
        "Wake me at three thirty p.m.,Wake me at 3:30 pm",
        "two or three,two or three",
        "wie spät ist es,wie spät ist es",
    })
    void whatWasDictatedIsWrittenAsPeopleWriteIt(String said, String written) {
        assertThat(SpokenText.written(said)).isEqualTo(written);
    }
}
