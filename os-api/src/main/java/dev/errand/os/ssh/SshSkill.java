package dev.errand.os.ssh;

import dev.errand.os.command.Command;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;

/// Commands on other machines over SSH, with the accounts of the configuration ([Account]) and none besides.
///
/// An exit code other than 0 is a result. A preview connects to nothing; it says with which account the command would
/// run.
@SkillSpec(name = "ssh", summary = "Commands on other machines over SSH")
@Sentences(
        value = {
            "install {software:text} on [the|my] (machine|server|host|computer) [with the address|at] {host:text} [running (Debian|Ubuntu) [GNU|Linux|GNU/Linux]]"
        },
        code = SshSkill.INSTALL)
@Sentences(
        language = "de",
        value = {
            "installiere {software:text} auf (dem|der|meinem|meiner) (Maschine|Server|Host|Rechner) [mit der Adresse] {host:text}"
        },
        code = SshSkill.INSTALL)
public final class SshSkill implements Skill {
    /// For Debian and what descends from it. A package's name is checked, as it becomes part of a command.
    static final String INSTALL = """
            const name = software.trim().toLowerCase();
            if (!/^[a-z0-9][a-z0-9.+-]*$/.test(name)) throw new Error(`“${software}” is no name of a package.`);
            const install = `apt-get install -y ${name}`;
            const done = ssh.run({
              host,
              command: `if [ "$(id -u)" = 0 ]; then ${install}; else sudo -n ${install}; fi`,
              timeout: 1800,
            });
            if (done.exitCode !== 0) throw new Error(`${name} could not be installed: ${done.stderr || done.stdout}`);
            user.say(`Installed ${name} on ${host}.`);
            return done;
            """;

    @OperationSpec(
            effect = EffectClass.EXECUTE,
            recovery = Recovery.ONCE,
            summary = "Runs a command on another machine and waits for its end",
            headline = "Run the command “{command}” on {host}[ port {port}][ as {user}]",
            provenance = Provenance.OUTSIDE)
    @Sentences({
        "(run|execute) the command {command} on [the|my] [server|host|machine] {host}",
        "(run|execute) {command} on [the|my] (server|host|machine) {host}",
        "(run|execute) {command} on {host} (over|with|by|via) ssh"
    })
    @Sentences(
            language = "de",
            value = {
                "führe den Befehl {command} auf [dem|der|meinem] [Server|Host|Rechner|Maschine] {host} aus",
                "führe {command} auf (dem|meinem) (Server|Host|Rechner) {host} aus",
                "führe {command} (per|über|mit) ssh auf {host} aus"
            })
    public SshResult run(RemoteCommand call, StepContext context) {
        Command command = Command.of(call.command(), call.timeout());
        Account account = account(call, context);
        Credentials credentials = Credentials.of(account, context.settings());
        HostKeys keys = HostKeys.of(account, context.settings());
        try (Connection connection = Connection.open(account, credentials, keys, command.limit())) {
            return connection.run(command);
        }
    }

    @PreviewOf("run")
    public SshResult checkRun(RemoteCommand call, StepContext context) {
        Command.of(call.command(), call.timeout());
        Account account = account(call, context);
        Credentials.of(account, context.settings());
        return SshResult.unknown(account);
    }

    private static Account account(RemoteCommand call, StepContext context) {
        return new Accounts(context.settings()).chosen(call.host(), call.port(), call.user());
    }
}
