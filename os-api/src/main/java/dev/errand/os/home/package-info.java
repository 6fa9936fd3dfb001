/// The person's home: lights, heating, blinds, locks, by the REST API of Home Assistant.
///
/// Start with [HomeSkill]. `HomeAssistant` asks the server, `Entity` is a device as the server tells of it, `Devices`
/// finds the one that is meant, `Controls` knows which property of which kind of device is set how.
@NullMarked
package dev.errand.os.home;

import org.jspecify.annotations.NullMarked;
