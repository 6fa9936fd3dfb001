package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Connected;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The person's home, by Home Assistant (`home.url`, `home.token`).
///
/// What is switched or dimmed can be taken back as long as nobody else has changed it since. Locks, alarms, doors and
/// whatever the person has automated are set by properties of their own (`lock`, `alarm`, `door`, `run`), which
/// always ask, whatever the device is called. Alarms that want a code get the one that `home.code` refers to.
@SkillSpec(name = "home", summary = "The home: lights, heating, blinds, locks, sensors")
@Sentences(
        value = {
            "dim [the] {device:device} [down] to {value:whole} [percent]",
            "set the brightness of [the] {device:device} to {value:whole} [percent]"
        },
        code = "home.set(device, \"brightness\", value);")
@Sentences(
        value = {"(set|turn) [the] {device:device} (to|up to|down to) {value:whole} degrees"},
        code = "home.set(device, \"temperature\", value);")
@Sentences(
        value = {"lock [the] {device:device}"},
        code = "home.set(device, \"lock\", \"locked\");")
@Sentences(
        value = {"unlock [the] {device:device}"},
        code = "home.set(device, \"lock\", \"unlocked\");")
@Sentences(
        language = "de",
        value = {
            "(dimme|dimm) [die|das|den] {device:device} auf {value:whole} [Prozent]",
            "(stell|stelle) die Helligkeit von {device:device} auf {value:whole} [Prozent]"
        },
        code = "home.set(device, \"brightness\", value);")
@Sentences(
        language = "de",
        value = {"(stell|stelle) [die|das|den] {device:device} auf {value:whole} Grad"},
        code = "home.set(device, \"temperature\", value);")
@Sentences(
        language = "de",
        value = {"(verriegle|verriegele) [die|das|den] {device:device}"},
        code = "home.set(device, \"lock\", \"locked\");")
@Sentences(
        language = "de",
        value = {"(entriegle|entriegele) [die|das|den] {device:device}"},
        code = "home.set(device, \"lock\", \"unlocked\");")
public final class HomeSkill implements Skill {
    private static final String SWITCH = "switch";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @OperationSpec(effect = EffectClass.READ, summary = "Devices that fit a phrase, best first; all without one")
    @Sentences({
        "(list|show) [me] [all] [the|my] (devices|sensors) [at home]",
        "(what|which) devices (are there|do I have) at home"
    })
    @Sentences(
            language = "de",
            value = {"(zeig|zeige) [mir] [alle] [meine] Geräte [zu Hause]", "welche Geräte habe ich [zu Hause]"})
    public List<Device> devices(@Nullable @Param("name, room or kind") String phrase, StepContext context) {
        return new Devices(new HomeAssistant(context.settings())).matching(phrase);
    }

    @OperationSpec(effect = EffectClass.READ, summary = "A device as it is now")
    @Sentences({"(what is|show [me]) the state of [the] {device}", "is [the] {device} (on|off|open|locked)"})
    @Sentences(
            language = "de",
            value = {"(was ist|zeig mir) der Zustand von {device}", "ist [die|das|der] {device} (an|aus|offen|zu)"})
    public Device state(DeviceRef device, StepContext context) {
        return find(device, context).device(null);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.REPEATABLE,
            summary = "Switches a light, socket, heating or player on",
            headline = "Turn on {device}")
    @Sentences({"(turn|switch) on [the] {device}", "(turn|switch|put) [the] {device} on"})
    @Sentences(
            language = "de",
            value = {"(schalt|schalte|mach|mache) [die|das|den] {device} (ein|an)"})
    public Changed turnOn(@Param(mark = Mark.TARGET) DeviceRef device, StepContext context) {
        return toSwitch(device, "on", context);
    }

    @PreviewOf("turnOn")
    public Changed previewOfTurnOn(DeviceRef device, StepContext context) {
        return switched(find(device, context), "on");
    }

    @UndoOf("turnOn")
    public void undoTurnOn(JsonNode result, StepContext context) {
        new Earlier(new HomeAssistant(context.settings())).restore(result);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.REPEATABLE,
            summary = "Switches a light, socket, heating or player off",
            headline = "Turn off {device}")
    @Sentences({"(turn|switch) off [the] {device}", "(turn|switch) [the] {device} off"})
    @Sentences(
            language = "de",
            value = {"(schalt|schalte|mach|mache) [die|das|den] {device} aus"})
    public Changed turnOff(@Param(mark = Mark.TARGET) DeviceRef device, StepContext context) {
        return toSwitch(device, "off", context);
    }

    @PreviewOf("turnOff")
    public Changed previewOfTurnOff(DeviceRef device, StepContext context) {
        return switched(find(device, context), "off");
    }

    @UndoOf("turnOff")
    public void undoTurnOff(JsonNode result, StepContext context) {
        new Earlier(new HomeAssistant(context.settings())).restore(result);
    }

    /// Setting the same again does no harm, except to what `run` starts: then, and with locks and alarms, the person
    /// is asked what they see.
    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.REPEATABLE,
            summary = "Sets a property of a device; percent are 0 to 100",
            headline = "Set {property} of {device} to {value}")
    @Connected(setting = HomeAssistant.URL, recovery = Recovery.ONCE, with = "property")
    public Changed set(
            @Param(mark = Mark.TARGET) DeviceRef device,
            @Param(
                            value =
                                    "brightness, color (#ff8800), whiteness (kelvin), temperature, mode, position, volume, speed,"
                                            + " value; lock (locked), door (open), alarm (armed-away), run (now)",
                            raises = EffectClass.EXECUTE,
                            raisesFor = {"lock", "door", "alarm", "run"})
                    String property,
            @Param(mark = Mark.CONTENT) JsonNode value,
            StepContext context) {
        HomeAssistant home = new HomeAssistant(context.settings());
        Entity found = new Devices(home).one(device);
        Changed change = changed(found, property, value);
        Call call = Controls.toSet(found, property, change.after());
        if (property.equals("alarm")) {
            Optional<Secret> code = Secret.named("home.code", context.settings());
            code.ifPresent(secret -> call.data().put("code", secret.reveal()));
        }
        home.call(found.id(), call);
        return change;
    }

    @PreviewOf("set")
    public Changed previewOfSet(DeviceRef device, String property, JsonNode value, StepContext context) {
        return changed(find(device, context), property, value);
    }

    @UndoOf("set")
    public void undoSet(JsonNode result, StepContext context) {
        new Earlier(new HomeAssistant(context.settings())).restore(result);
    }

    private static Entity find(DeviceRef device, StepContext context) {
        return new Devices(new HomeAssistant(context.settings())).one(device);
    }

    private static Changed toSwitch(DeviceRef device, String onOrOff, StepContext context) {
        HomeAssistant home = new HomeAssistant(context.settings());
        Entity found = new Devices(home).one(device);
        Changed change = switched(found, onOrOff);
        home.call(found.id(), Controls.toSwitch(found, onOrOff));
        return change;
    }

    private static Changed switched(Entity device, String onOrOff) {
        Controls.requireSwitch(device);
        device.requireReachable();
        return new Changed(
                device.id(),
                device.name(),
                SWITCH,
                JSON.textNode(device.isOff() ? "off" : "on"),
                JSON.textNode(onOrOff),
                Earlier.of(device));
    }

    private static Changed changed(Entity device, String property, JsonNode value) {
        Controls.requireProperty(device, property);
        device.requireReachable();
        if (value.isContainerNode()) {
            throw DeviceFailure.invalid("The " + property + " cannot be that.", "Give a number or a text.");
        }
        return new Changed(
                device.id(),
                device.name(),
                property,
                Controls.value(device, property),
                Controls.wanted(device, property, value),
                Earlier.of(device));
    }
}
