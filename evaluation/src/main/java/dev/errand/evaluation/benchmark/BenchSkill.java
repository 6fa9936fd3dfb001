package dev.errand.evaluation.benchmark;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Recovery;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;

/// An effect that does nothing: what is left of a step is what the engine and its journal cost.
@SkillSpec(name = "bench", summary = "Effects that do nothing.")
public final class BenchSkill implements Skill {
    /// An effect outside of the device; it is journaled before and after.
    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Does nothing",
            headline = "Touch {what}",
            recovery = Recovery.REPEATABLE)
    public long touch(@Param(mark = Mark.TARGET) long what) {
        return what;
    }

    @PreviewOf("touch")
    public long touching(long what) {
        return what;
    }
}
