package dev.errand.os.reminders;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// What the person wants to be reminded of.
@SkillSpec(name = "reminders", summary = "What to remind the person of")
@Sentences(
        value = {
            "(show|list|read|tell) [me] [all] [of] my reminders",
            "(what are|which are) my reminders",
            "(what|which) reminders do I have",
            "what do I have to remember"
        },
        code = """
                const found = reminders.list();
                user.say(found.map((each) => each.text + (each.at ? ": " + each.at.slice(0, 16).replace("T", " ") : ""))
                    .join("\\n") || "You have no reminders.");
                return found;
                """)
@Sentences(
        language = "de",
        value = {
            "(zeig|zeige) [mir] [alle|meine] Erinnerungen",
            "(welche|was für) Erinnerungen habe ich",
            "woran (muss|soll) ich [denken|mich erinnern]"
        },
        code = """
                const found = reminders.list();
                user.say(found.map((each) => each.text + (each.at ? ": " + each.at.slice(0, 16).replace("T", " ") : ""))
                    .join("\\n") || "Es gibt keine Erinnerungen.");
                return found;
                """)
@Sentences(
        value = {
            "mark the reminder [(to|about)] {what:text} as done",
            "(complete|finish|tick off|check off) the reminder [(to|about)] {what:text}"
        },
        code = """
                const done = reminders.complete(what);
                user.say("Done: " + done.text + ".");
                return done;
                """)
@Sentences(value = "(delete|remove|cancel) the reminder [(to|about)] {what:text}", code = """
                const gone = reminders.delete(what);
                user.say("I deleted the reminder " + gone.text + ".");
                return gone;
                """)
@Sentences(language = "de", value = "lösche die Erinnerung [(an|zu)] {what:text}", code = """
                const gone = reminders.delete(what);
                user.say("Die Erinnerung ist gelöscht: " + gone.text + ".");
                return gone;
                """)
public final class RemindersSkill implements Skill {
    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Makes a reminder and returns it",
            headline = "Set a reminder[ for {at}]: {text}")
    @Sentences({
        "remind me to {text} {at}",
        "remind me to {text} (at|on|in|by) {at}",
        "remind me {at} to {text}",
        "remind me (at|on|in|by) {at} to {text}",
        "remind me (of|about) {text} [(at|on|in|by)] {at}",
        "remind me {at} (of|about) {text}",
        "remind me that {text} {at}",
        "remind me to {text}",
        "remind me (of|about) {text}",
        "(set|add|create|make) a reminder to {text} [(at|on|in|for)] {at}",
        "(set|add|create|make) a reminder [(at|on|in|for)] {at} to {text}",
        "(set|add|create|make) a reminder to {text}"
    })
    @Sentences(
            language = "de",
            value = {
                "(erinnere|erinner) mich {at} [daran] (an|zu) {text}",
                "(erinnere|erinner) mich {at} [daran] dass {text}",
                "(erinnere|erinner) mich {at} [daran] {text}",
                "(erinnere|erinner) mich an {text}"
            })
    public Reminder add(NewReminder reminder, StepContext context) {
        if (reminder.text().isBlank()) {
            throw DeviceFailure.invalid("A reminder needs a text.", "Say what to be reminded of.");
        }
        if (reminder.at() != null && !reminder.at().end(context.zone()).isAfter(context.now())) {
            throw DeviceFailure.invalid(
                    "The time to remind you at, " + reminder.at() + ", is over.", "Give a time to come.");
        }
        String uid = UUID.nameUUIDFromBytes(context.stepId().getBytes(StandardCharsets.UTF_8))
                .toString();
        return reminders(context).add(uid, reminder, context.now());
    }

    @OperationSpec(effect = EffectClass.READ, summary = "Reminders that are not done, by time")
    public List<Reminder> list(StepContext context) {
        return reminders(context).open();
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Marks a reminder as done and returns it",
            headline = "Mark the reminder {id} as done")
    public Reminder complete(@Param(mark = Mark.TARGET) ReminderRef id, StepContext context) {
        return reminders(context).complete(id, context.now());
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves a reminder to the trash and returns it",
            headline = "Delete the reminder {id}")
    public Reminder delete(@Param(mark = Mark.TARGET) ReminderRef id, StepContext context) {
        return reminders(context).delete(id, Hash.of(context.stepId()).substring(0, 12));
    }

    private static Reminders reminders(StepContext context) {
        return new Reminders(context.storage(), context.zone());
    }
}
