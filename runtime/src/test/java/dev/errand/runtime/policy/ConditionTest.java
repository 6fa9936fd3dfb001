package dev.errand.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.policy.Rule.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each kind of condition covers and what it does not.
final class ConditionTest {
    @TempDir
    Path home;

    private RuleKit kit;

    @BeforeEach
    void open() {
        kit = new RuleKit(home);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALLOW | mail.send  | to=gran@family.example             | {'to':'gran@family.example'} | yes
                    ALLOW | mail.send  | to=gran@family.example             | {'to':'Gran <GRAN@family.example>'} | yes
                    ALLOW | mail.send  | to=gran@family.example             | {'to':'gran@family.example.evil.example'} | no
                    ALLOW | mail.send  | to=gran@family.example             | {'to':['gran@family.example','eve@acme.example']} | no
                    DENY  | mail.send  | to=gran@family.example             | {'to':['gran@family.example','eve@acme.example']} | yes
                    ALLOW | mail.send  | to=gran@family.example             | {'to':'gran@family.example','cc':'a@b.example'} | no
                    ALLOW | mail.send  | to=gran@family.example             | {'to':'gran@family.example','attachments':'a.pdf'} | no
                    ALLOW | mail.send  | to=gran@family.example             | {'to':'gran@family.example','body':'any words'} | yes
                    ALLOW | mail.send  | to=one-of:a@b.example,c@d.example  | {'to':['c@d.example','a@b.example']} | yes
                    ALLOW | mail.send  | to=one-of:a@b.example,c@d.example  | {'to':['c@d.example','e@f.example']} | no
                    ALLOW | mail.send  | to=any                             | {'to':'who@ever.example'} | yes
                    ASK   | mail.send  | cc=none                            | {'to':'a@b.example'} | yes
                    ASK   | mail.send  | cc=none                            | {'to':'a@b.example','cc':[]} | yes
                    ASK   | mail.send  | cc=none                            | {'to':'a@b.example','cc':'c@d.example'} | no
                    ALLOW | mail.send  | to=group:Family                    | {'to':['gran@family.example','tom@family.example']} | yes
                    ALLOW | mail.send  | to=group:family                    | {'to':['gran@family.example','eve@acme.example']} | no
                    DENY  | mail.send  | to=group:family                    | {'to':['gran@family.example','eve@acme.example']} | yes
                    ALLOW | mail.send  | to=group:family                    | {'to':'stranger@family.example'} | no
                    ALLOW | mail.send  | to=organization:acme               | {'to':'eve@acme.example'} | yes
                    ALLOW | mail.send  | to=organization:acme               | {'to':'gran@family.example'} | no
                    ALLOW | mail.send  | to=domain:acme.example             | {'to':'new@ACME.example'} | yes
                    ALLOW | mail.send  | to=domain:acme.example             | {'to':'new@below.acme.example'} | no
                    DENY  | mail.send  | to=domain:acme.example             | {'to':'new@below.acme.example'} | yes
                    DENY  | mail.send  | to=domain:acme.example             | {'to':'new@notacme.example'} | no
                    ALLOW | shop.page  | url=domain:acme.example            | {'url':'https://acme.example/x?y=z'} | yes
                    ALLOW | shop.page  | url=domain:acme.example            | {'url':'https://acme.example@evil.example/'} | no
                    ALLOW | shop.page  | url=domain:acme.example            | {'url':'https://evil.example/acme.example'} | no
                    ALLOW | shop.page  | url=domain:acme.example            | {'url':'file://acme.example/etc/passwd'} | no
                    ALLOW | files.write| path=under:Reports                 | {'path':'Reports/q1/a.txt','text':'x'} | yes
                    ALLOW | files.write| path=under:Reports                 | {'path':'./Reports/a.txt','text':'x'} | yes
                    ALLOW | files.write| path=under:Reports                 | {'path':'Reports/../secret.txt','text':'x'} | no
                    ALLOW | files.write| path=under:Reports                 | {'path':'Reports2/a.txt','text':'x'} | no
                    ALLOW | files.write| path=under:Reports                 | {'path':'../../etc/passwd','text':'x'} | no
                    DENY  | files.delete| path=under:Reports                | {'path':'Reports'} | yes
                    DENY  | files.delete| path=under:Reports                | {'path':'Notes/a.txt'} | no
                    DENY  | shop.pay   | amount=at-most:5                   | {'to':'x','amount':5} | yes
                    DENY  | shop.pay   | amount=at-most:5                   | {'to':'x','amount':5.01} | no
                    ASK   | shop.pay   | amount=5                           | {'to':'x','amount':5.0} | yes
                    ASK   | shop.pay   | amount=5                           | {'to':'x','amount':6} | no
                    ALLOW | shop.run   | command=command:git status         | {'command':'git status --short'} | yes
                    ALLOW | shop.run   | command=command:git status         | {'command':'git   status'} | yes
                    ALLOW | shop.run   | command=command:git status         | {'command':'git stash'} | no
                    ALLOW | shop.run   | command=command-is:git status      | {'command':'git status'} | yes
                    ALLOW | shop.run   | command=command-is:git status      | {'command':'git status --short'} | no
                    """)
    void coversWhatItSays(Kind kind, String operation, String where, String call, String covered) {
        assertThat(kit.covers(kit.make(kind, operation, where), call)).isEqualTo(covered.equals("yes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls | sh",
                "ls; rm x",
                "ls && rm x",
                "ls $(rm x)",
                "ls `rm x`",
                "ls > x",
                "ls < x",
                "ls &",
                "ls $HOME",
                "ls *",
                "ls ?",
                "ls [a]",
                "ls ~",
                "ls {a,b}",
                "ls #x",
                "ls \\x",
                "ls \"$(rm x)\"",
                "ls \"a\nb\"",
                "ls\nrm x",
                "ls 'unclosed",
                "ls !!",
                "A=1 ls",
                "sh -c ls",
                "/bin/bash -c ls",
                "env ls",
                "xargs ls",
                "sudo ls",
                "python3.12 -c 1",
                "timeout 1 ls",
                "find . -exec rm x",
                "nice ls",
                ""
            })
    void aCommandThatNeedsAShellOrHandsOnAnotherIsNeverCovered(String command) {
        var node = com.fasterxml.jackson.databind.node.TextNode.valueOf(command);
        assertThat(CommandWords.of(node)).isEmpty();
        Rule rule = kit.make(Kind.ALLOW, "shop.run", "command=command:ls");
        var call = RuleKit.call("shop.run", "{'command':'ls'}").put("command", command);
        assertThat(kit.maker.covers(rule, call)).isFalse();
    }

    @Test
    void plainCommandsAreReadAsTheirWords() {
        var node = com.fasterxml.jackson.databind.node.TextNode.valueOf("git log --format='%h %s' -n 3 \"a b\" ''");
        assertThat(CommandWords.of(node).orElseThrow())
                .containsExactly("git", "log", "--format=%h %s", "-n", "3", "a b", "");
    }

    @Test
    void whatCannotBeToldIsNotAllowedAndIsAskedWhereARuleDenies() {
        kit.add(Kind.DENY, "files.delete", "path=under:Reports/2025");
        kit.add(Kind.DENY, "shop.run", "command=command:rm");
        assertThat(kit.judge("files.delete", "{'path':'Reports'}").verdict().name())
                .isEqualTo("ASK_PERSON");
        assertThat(kit.judge("shop.run", "{'command':'echo x; rm y'}").verdict().name())
                .isEqualTo("ASK_PERSON");
        assertThat(kit.judge("shop.run", "{'command':'rm y'}").verdict().name()).isEqualTo("DENIED");
        assertThat(kit.judge("files.delete", "{'path':'Notes/a'}").verdict().name())
                .isEqualTo("ALLOWED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALLOW | mail.send   | subject=x              | says nothing about "to"
                    ALLOW | mail.search | text=x                 | changes nothing and asks nobody
                    ALLOW | shop.pay    | to=x                   | spends money
                    ALLOW | shop.burn   | path=x                 | for good
                    ALLOW | shop.swear  | to=x                   | its skill wants each call looked at
                    ALLOW | shop.run    | command=ls             | only its words
                    ALLOW | shop.run    | command=any            | any command cannot be allowed
                    ALLOW | shop.run    | command=command:ls;rm  | needs a shell
                    DENY  | mail.send   | to=command:ls          | is no command
                    DENY  | mail.sned   | to=x                   | no operation "mail.sned"
                    DENY  | mail.send   | too=x                  | no parameter "too"
                    DENY  | mail.send   | nonsense               | is no condition
                    DENY  | mail.send   | to=domain:-            | a domain such as
                    DENY  | shop.pay    | amount=at-most:much    | is no number
                    ALLOW | mail.send   | to=group:nobody        | --match JSON
                    """)
    void whatIsNoRuleIsRefusedWithItsReason(Kind kind, String operation, String where, String reason) {
        assertThatThrownBy(() -> kit.make(kind, operation, where))
                .isInstanceOf(RuleFault.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pay@аpple.example            | mixes letters
                    https://аррӏе.example/x      | look like Latin ones
                    https://xn--80ak6aa92e.com/  | look like Latin ones
                    pay@paypal.example           | -
                    pay@bücher.example           | -
                    https://日本語ひらがな.example/ | -
                    Ärger und Freude             | -
                    """)
    void domainsThatPretendToBeOthersAreSaid(String address, String how) {
        assertThat(Domains.disguise(address).orElse("-")).contains(how);
    }

    @Test
    void charactersThatReorderTextAreSaid() {
        assertThat(Domains.disguise("a\u202Eb@example.org").orElseThrow()).contains("order");
    }
}
