/// What authors test their skills with: calls as the runtime makes them, and the contract that every skill keeps.
///
/// Start with [SkillKit] for a test of one's own, and with [SkillContract] for what holds for all skills. Knows
/// skills by their operations alone; the runtime, its planner and its journal are unknown here.
@NullMarked
package dev.errand.os.kit;

import org.jspecify.annotations.NullMarked;
