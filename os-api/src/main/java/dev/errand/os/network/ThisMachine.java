package dev.errand.os.network;

import java.net.InetAddress;
import java.util.Locale;

/// Whether an address is of the machine that this runs on, where what is sent unencrypted is read by nobody on the
/// way: `localhost`, 127.0.0.0/8 and ::1, also where an IPv6 address carries one of IPv4. Stateless; asks no name
/// service.
public final class ThisMachine {
    private static final int MAPPED = 10;

    private ThisMachine() {}

    /// @param host a name or an address as a URL or a setting has it, an IPv6 address with brackets or without
    public static boolean isNamed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost")) {
            return true;
        }
        try {
            // Reads what is an address the way connecting does, and never asks about what is a name.
            return isAt(InetAddress.ofLiteral(name));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    public static boolean isAt(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress() || (isMapped(bytes) && bytes[12] == 127);
    }

    /// ::ffff:0:0/96, which the library hands out as IPv4 in most cases, and not in all.
    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != 16 || bytes[MAPPED] != -1 || bytes[MAPPED + 1] != -1) {
            return false;
        }
        for (int i = 0; i < MAPPED; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
