/// The weather: now and in the next days, by the protocol of Open-Meteo, or from a station of the person's own.
///
/// Start with [WeatherSkill]. `OpenMeteo` asks the service, `Sky` has the words, `Station` reads the file.
@NullMarked
package dev.errand.os.weather;

import org.jspecify.annotations.NullMarked;
