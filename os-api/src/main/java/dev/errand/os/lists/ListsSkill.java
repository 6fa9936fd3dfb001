package dev.errand.os.lists;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.util.List;

/// The person's lists. A list may be called with or without the word "list", in any case.
@SkillSpec(name = "lists", summary = "The person's lists, such as shopping and to do")
@Sentences(
        value = {
            "(add|put) {first:text} and {second:text} (to|on) [my|the|our] {list:text} list",
            "(add|put) {first:text} and {second:text} on [to] [my|the|our] {list:text} list"
        },
        code = "return [lists.add(list, first), lists.add(list, second)];")
@Sentences(
        value = "(add|put) {first:text}, {second:text} and {third:text} (to|on) [my|the|our] {list:text} list",
        code = "return [lists.add(list, first), lists.add(list, second), lists.add(list, third)];")
@Sentences(
        value = {"what do I (need|have) to (buy|get)", "what (should|shall) I buy"},
        code = "return lists.items(\"shopping\").filter(item => !item.done);")
public final class ListsSkill implements Skill {
    /// A list as a whole.
    ///
    /// @param items how many it has
    /// @param open  how many of them are not done
    public record ListOverview(String name, int items, int open) {}

    /// One line of a list.
    public record ListItem(@Content String text, boolean done) {}

    /// What became of an item.
    public enum Outcome {
        ADDED,
        /// It was on the list already, not done.
        ALREADY_THERE,
        /// It was on the list already, done, and is open again.
        REOPENED,
        REMOVED,
        DONE
    }

    /// A change of a list.
    public record ListChange(String list, String item, Outcome outcome) {}

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "All lists, with how many items they have and how many are open")
    @Sentences({
        "(what|which) lists (do I have|are there)",
        "(show|list|tell) [me] [all] [of] [the|my] lists",
        "what are my lists"
    })
    @Sentences(
            language = "de",
            value = {"welche Listen (habe ich|gibt es)", "(zeige|zeig) [mir] [alle] [meine] Listen"})
    public List<ListOverview> all(StepContext context) {
        return new Lists(context.storage())
                .all().stream()
                        .map(list -> new ListOverview(list.name(), list.items().size(), (int) list.items().stream()
                                .filter(item -> !item.done())
                                .count()))
                        .toList();
    }

    @OperationSpec(effect = EffectClass.READ, summary = "What is on a list; nothing if there is no such list")
    @Sentences({
        "(what is|what's) [still|left] on [my|the|our] {list} list",
        "(show|read|tell|give) [me] [my|the|our] {list} list",
        "what do I have on [my|the|our] {list} list",
        "(show|read|list|tell) [me] [all] [the] items (on|of|in) [my|the|our] {list} list"
    })
    @Sentences(
            language = "de",
            value = {
                "was (steht|ist) auf [der|meiner|unserer] {list} Liste",
                "was (steht|ist) auf [der|meiner|unserer] {list}",
                "(zeige|zeig|lies) [mir] [die|meine|unsere] {list} Liste [vor]"
            })
    public List<ListItem> items(String list, StepContext context) {
        return new Lists(context.storage())
                .find(list)
                .map(found -> found.items())
                .orElse(List.of());
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Puts an item on a list, making the list; says so if it was there",
            headline = "Add “{item}” to the list “{list}”")
    @Sentences({
        "(add|put|insert) {item} (to|on|onto|on to) [my|the|our] {list} list",
        "(write|note) [down] {item} on [my|the|our] {list} list"
    })
    @Sentences(
            language = "de",
            value = {
                "(setze|setz|schreibe|schreib|pack) {item} auf [die|meine|unsere] {list} Liste",
                "(setze|setz|schreibe|schreib|pack) {item} auf [die|meine|unsere] {list}"
            })
    public ListChange add(
            @Param(mark = Mark.TARGET) String list, @Param(mark = Mark.CONTENT) String item, StepContext context) {
        String text = item.strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            throw DeviceFailure.invalid("There is nothing to add to the list \"" + list + "\".", "Name the item.");
        }
        Lists lists = new Lists(context.storage());
        CheckList found = lists.findOrMake(list);
        List<CheckList.Line> same = found.named(text);
        if (same.stream().anyMatch(line -> !line.done())) {
            return new ListChange(found.name(), same.getFirst().text(), Outcome.ALREADY_THERE);
        } else if (!same.isEmpty()) {
            lists.keep(found.withDone(same.getFirst(), false));
            return new ListChange(found.name(), same.getFirst().text(), Outcome.REOPENED);
        }
        lists.keep(found.with(text));
        return new ListChange(found.name(), text, Outcome.ADDED);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Takes an item off a list",
            headline = "Remove “{item}” from the list “{list}”")
    @Sentences({
        "(remove|delete|take|cross) {item} (from|off|off of) [my|the|our] {list} list",
        "(take|cross) {item} off [of] [my|the|our] {list} list"
    })
    @Sentences(
            language = "de",
            value = {
                "(streiche|streich|entferne|lösche|nimm) {item} von [der|meiner|unserer] {list} Liste",
                "(streiche|streich|entferne|lösche|nimm) {item} von [der|meiner|unserer] {list}"
            })
    public ListChange remove(
            @Param(mark = Mark.TARGET) String list, @Param(mark = Mark.TARGET) String item, StepContext context) {
        Lists lists = new Lists(context.storage());
        CheckList found = lists.existing(list);
        CheckList.Line line = found.meant(item);
        lists.keep(found.without(line));
        return new ListChange(found.name(), line.text(), Outcome.REMOVED);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Marks an item of a list as done",
            headline = "Mark “{item}” on the list “{list}” as done")
    @Sentences({
        "(check|tick) off {item} (on|from) [my|the|our] {list} list",
        "(check|tick) {item} off [on|from|of] [my|the|our] {list} list",
        "mark {item} [on|from] [my|the|our] {list} list as done"
    })
    @Sentences(
            language = "de",
            value = {"(hake|hak) {item} auf [der|meiner|unserer] {list} Liste ab"})
    public ListChange check(
            @Param(mark = Mark.TARGET) String list, @Param(mark = Mark.TARGET) String item, StepContext context) {
        Lists lists = new Lists(context.storage());
        CheckList found = lists.existing(list);
        CheckList.Line line = found.meant(item);
        lists.keep(found.withDone(line, true));
        return new ListChange(found.name(), line.text(), Outcome.DONE);
    }
}
