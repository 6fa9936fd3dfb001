package dev.errand.os.phone;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.spi.Keyed;

/// Who is called or written to, as an argument: a telephone number, a name on Matrix (`@jane:example.org`), or a
/// Contact,
/// whose first number is meant.
@Keyed(kind = "phone", members = "phones")
public record PhoneRef(String number) {
    /// The number as it is dialled: digits, after a `+` where one was given.
    ///
    /// @throws DeviceFailure (invalid) if it is none. Codes such as `*#21#` command the telephone and are none.
    public String dialled() {
        String digits = number.replaceAll("[ ()/.\\u00a0-]", "");
        if (!digits.matches("\\+?[0-9]{3,15}")) {
            throw DeviceFailure.invalid(
                    "That is no telephone number.",
                    "Give 3 to 15 digits, after a + and the country's code if need be.");
        }
        return digits;
    }
}
