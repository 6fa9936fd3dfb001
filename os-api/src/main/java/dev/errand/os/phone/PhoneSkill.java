package dev.errand.os.phone;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.program.Program;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.time.Duration;
import java.util.List;

/// Telephone calls, by Termux:API on a phone. A call reaches somebody else, so it asks as a message does.
@SkillSpec(name = "phone", summary = "Telephone calls")
public final class PhoneSkill implements Skill {
    private static final Duration TO_DIAL = Duration.ofSeconds(20);

    /// A call that was begun; the phone's own screen is for ending it.
    public record Dialled(@Param(mark = Mark.DESTINATION) String number) {}

    @OperationSpec(
            effect = EffectClass.SEND,
            recovery = Recovery.ONCE,
            summary = "Begins a telephone call, which the person then speaks on",
            headline = "Call {number}")
    @Sentences({"(call|phone|ring|dial|ring up|telephone) {number}", "make a [phone] call to {number}"})
    @Sentences(
            language = "de",
            value = {"(ruf|rufe) {number} an", "(wähl|wähle) {number}", "telefoniere mit {number}"})
    public Dialled call(
            @Param(value = "number or Contact", mark = Mark.DESTINATION) PhoneRef number, StepContext context) {
        String dialled = number.dialled();
        telephone(context.settings()).run(List.of(dialled), "", TO_DIAL);
        return new Dialled(dialled);
    }

    @PreviewOf("call")
    public Dialled previewOfCall(PhoneRef number, StepContext context) {
        String dialled = number.dialled();
        telephone(context.settings());
        return new Dialled(dialled);
    }

    private static Program telephone(Settings settings) {
        return Program.named("termux-telephony-call", "termux.bin", settings)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "Telephone calls are not available: this device has no telephone.",
                        "On an Android phone install Termux:API; termux.bin names the folder of its commands, if they"
                                + " are not on the PATH."));
    }
}
