package dev.errand.os.location;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;

/// Where the device is, which is for its person to know.
@SkillSpec(name = "location", summary = "Where the device is")
@Sentences(
        value = {"where am I [now|right now]", "what is my [current] (location|position)"},
        code = """
        const here = location.current();
        user.say(here.place ?? `${here.latitude}, ${here.longitude}`);
        return here;
        """)
@Sentences(
        language = "de",
        value = {"wo bin ich [gerade|jetzt]", "(was|wie) ist mein[e] [aktueller|aktuelle] (Standort|Position)"},
        code = """
        const here = location.current();
        user.say(here.place ?? `${here.latitude}, ${here.longitude}`);
        return here;
        """)
public final class LocationSkill implements Skill {
    @OperationSpec(effect = EffectClass.READ, summary = "Where the device is: name, or degrees north and east")
    public Location current(StepContext context) {
        return Location.current(context.settings());
    }
}
