package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.spi.SettingSpec;
import dev.errand.os.spi.SettingSpecs;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.ConfigurationFile;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.Secrets;
import dev.errand.runtime.home.SettingValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand config`: what the device has been told, for scripts and for people.
@Command(
        name = "config",
        description = "Show and change settings; the file's remarks and order stay.",
        subcommands = {
            Config.Get.class,
            Config.Set.class,
            Config.Unset.class,
            Config.Ls.class,
            Config.Path.class,
            Config.Schema.class
        })
final class Config implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        return list(ConfigurationFile.of(home.home()), output, "");
    }

    /// A command about the settings of one home.
    abstract static class OnSettings implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Mixin
        OutputOptions output = new OutputOptions();

        ConfigurationFile file() {
            return ConfigurationFile.of(home.home());
        }
    }

    /// A setting's value as a person reads it; lists with a comma between their elements.
    private static String shown(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(Config::shown)
                        .collect(Collectors.joining(", "))
                : value.isValueNode() ? value.asText() : value.toString();
    }

    /// What may be shown of it: a secret that somebody wrote into the file in spite of all is not.
    private static String shown(ConfigurationKey key, JsonNode value, SettingSpecs specs) {
        String text = shown(value);
        boolean bare = SettingValue.isSecret(key, specs) && !dev.errand.os.device.Secret.isReference(text);
        return bare ? "[a secret that stands in the file; `errand config set " + key + " --secret` moves it]" : text;
    }

    private static Map<ConfigurationKey, JsonNode> flat(ObjectNode content) {
        Map<ConfigurationKey, JsonNode> flat = new LinkedHashMap<>();
        flatten(List.of(), content, flat);
        return flat;
    }

    private static void flatten(List<String> above, JsonNode node, Map<ConfigurationKey, JsonNode> flat) {
        node.properties().forEach(each -> {
            List<String> names = new java.util.ArrayList<>(above);
            names.add(each.getKey());
            if (each.getValue().isObject()) {
                flatten(names, each.getValue(), flat);
            } else {
                flat.put(new ConfigurationKey(names), each.getValue());
            }
        });
    }

    private static int list(ConfigurationFile file, OutputOptions output, String below) {
        Terminal terminal = output.terminal();
        SettingSpecs specs = SettingSpecs.installed();
        Map<ConfigurationKey, JsonNode> all = flat(file.content());
        all.keySet().removeIf(key -> !below.isEmpty() && !key.toString().startsWith(below + "."));
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            all.forEach((key, value) -> document.set(
                    key.toString(),
                    SettingValue.isSecret(key, specs) ? document.textNode(shown(key, value, specs)) : value));
            terminal.out().println(Terminal.json(document, true));
            return ExitCode.SUCCEEDED;
        }
        all.forEach((key, value) -> terminal.out()
                .println(Terminal.visibleLine(key + " = " + shown(key, value, specs))
                        + (specs.of(key.names()).isPresent() ? "" : "   (nothing is known to read this)")));
        if (all.isEmpty() && !output.quiet) {
            terminal.err().println("Nothing is set. `errand config ls --all` shows what can be.");
        }
        return ExitCode.SUCCEEDED;
    }

    @Command(name = "get", description = "Print a setting, or all of a table.")
    static final class Get extends OnSettings {
        @Parameters(paramLabel = "KEY", description = "Such as mail.address.")
        String key = "";

        @Override
        public Integer call() {
            SettingSpecs specs = SettingSpecs.installed();
            ConfigurationKey wanted = ConfigurationKey.parse(key);
            Optional<JsonNode> found = file().get(wanted);
            if (found.filter(JsonNode::isObject).isPresent()) {
                return list(file(), output, wanted.toString());
            }
            if (found.isPresent()) {
                JsonNode value = found.get();
                boolean plain = !output.json || SettingValue.isSecret(wanted, specs);
                String text = shown(wanted, value, specs);
                output.terminal()
                        .out()
                        .println(
                                output.json
                                        ? Terminal.json(plain ? JsonNodeFactory.instance.textNode(text) : value, false)
                                        : Terminal.visible(text));
                return ExitCode.SUCCEEDED;
            }
            System.err.println("%s is not set.%s"
                    .formatted(
                            wanted,
                            specs.of(wanted.names())
                                    .map(spec -> spec.fallback().isEmpty() ? "" : " Without it: " + spec.fallback())
                                    .orElseGet(() -> suggestion(wanted, specs))));
            return ExitCode.FAILED;
        }
    }

    private static String suggestion(ConfigurationKey key, SettingSpecs specs) {
        return specs.nearest(key.plain())
                .map(near -> " Did you mean " + near + "?")
                .orElse(" `errand config ls --all` shows what there is.");
    }

    @Command(
            name = "set",
            description = {
                "Set a setting; several values make a list.",
                "",
                "A setting that wants a secret takes a reference: env:NAME, file:PATH, keyring:NAME; with --secret the "
                        + "secret itself is asked for (or is the first line of the input) and kept in the keyring, or in "
                        + "a file that only you can read."
            })
    static final class Set extends OnSettings {
        @Parameters(index = "0", paramLabel = "KEY", description = "Such as mail.address.")
        String key = "";

        @Parameters(index = "1..*", arity = "0..*", paramLabel = "VALUE", description = "One, or those of a list.")
        List<String> values = List.of();

        @Option(names = "--secret", description = "Ask for a secret and keep it.")
        boolean secret;

        @Option(names = "--empty", description = "Set an empty list.")
        boolean empty;

        @Option(names = "--new", description = "Set it although nothing is known to read it.")
        boolean unknown;

        @Override
        public Integer call() {
            SettingSpecs specs = SettingSpecs.installed();
            ConfigurationKey wanted = ConfigurationKey.parse(key);
            if (specs.of(wanted.names()).isEmpty() && !unknown) {
                throw new WrongUsage("There is no setting %s.%s With --new it is set all the same."
                        .formatted(wanted, suggestion(wanted, specs)));
            }
            if (values.isEmpty() != (secret || empty)) {
                throw new WrongUsage(
                        secret || empty
                                ? "Give either values, or --secret, or --empty."
                                : "Give a value for " + wanted + ".");
            }
            JsonNode value = secret ? kept(wanted, specs) : SettingValue.of(wanted, values, specs);
            file().set(Map.of(wanted, value));
            if (!output.quiet) {
                output.terminal().err().println(Terminal.visibleLine(wanted + " = " + shown(wanted, value, specs)));
            }
            return ExitCode.SUCCEEDED;
        }

        private JsonNode kept(ConfigurationKey wanted, SettingSpecs specs) {
            if (!SettingValue.isSecret(wanted, specs)) {
                throw new WrongUsage(wanted + " holds no secret. Leave --secret out.");
            }
            file().content(); // what cannot be changed is said before somebody types a secret
            String typed = SecretInput.read("Secret for " + wanted + " (is not shown): ", output.terminal())
                    .orElseThrow(() -> new WrongUsage("No secret was entered; " + wanted + " is as it was."));
            Configuration settings = Configuration.read(home.home().configuration());
            return JsonNodeFactory.instance.textNode(
                    new Secrets(home.home().configuration(), settings).keep(wanted, typed));
        }
    }

    @Command(name = "unset", description = "Take out a setting, or a table with all that is in it.")
    static final class Unset extends OnSettings {
        @Parameters(paramLabel = "KEY", description = "Such as mail.address.")
        String key = "";

        @Override
        public Integer call() {
            ConfigurationKey wanted = ConfigurationKey.parse(key);
            if (file().get(wanted).isEmpty()) {
                System.err.println(wanted + " was not set.");
            }
            file().unset(wanted);
            return ExitCode.SUCCEEDED;
        }
    }

    @Command(name = "ls", description = "List what is set; with --all, what can be.")
    static final class Ls extends OnSettings {
        @Option(names = "--all", description = "Every setting there is, what holds without it, and what it is.")
        boolean all;

        @Override
        public Integer call() {
            if (!all) {
                return list(file(), output, "");
            }
            Terminal terminal = output.terminal();
            for (SettingSpec spec : SettingSpecs.installed().all()) {
                String values = spec.allowed().isEmpty() ? "" : " (" + String.join(", ", spec.allowed()) + ")";
                String otherwise = spec.fallback().isEmpty() ? "" : " Without it: " + spec.fallback() + ".";
                terminal.out().println(spec.name() + values);
                terminal.out().println("    " + spec.about() + otherwise);
            }
            return ExitCode.SUCCEEDED;
        }
    }

    @Command(name = "path", description = "Print where the configuration lies.")
    static final class Path extends OnSettings {
        @Override
        public Integer call() {
            output.terminal().out().println(file().path());
            return ExitCode.SUCCEEDED;
        }
    }

    @Command(name = "schema", description = "Print the JSON Schema of the configuration.")
    static final class Schema extends OnSettings {
        @Override
        public Integer call() {
            output.terminal().out().println(Terminal.json(ConfigSchema.of(SettingSpecs.installed()), true));
            return ExitCode.SUCCEEDED;
        }
    }
}
