package dev.errand.os.web;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.network.ThisMachine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.Dns;

/// Which machines may be connected to: those on the public Internet, and what `web.allow` names.
///
/// A name is resolved here, once, and the connection goes to the addresses that were looked at: a name that means
/// another machine a moment later changes nothing.
///
/// @param allowed `host:port` of other machines that the person allows
record Gate(Set<String> allowed, Dns names) {
    /// The addresses that may be connected to.
    ///
    /// @throws DeviceFailure if there is one that may not be
    List<InetAddress> addresses(WebAddress address) {
        List<InetAddress> found = resolve(address);
        if (!allowed.contains(address.hostAndPort()) && !found.stream().allMatch(Gate::isPublic)) {
            throw DeviceFailure.invalid(
                    address.hostAndPort() + " is no machine on the public Internet; it was not asked.",
                    "If it may be asked, write web.allow = [\"" + address.hostAndPort()
                            + "\"] into the configuration.");
        }
        return found;
    }

    private List<InetAddress> resolve(WebAddress address) {
        try {
            List<InetAddress> found = new ArrayList<>(names.lookup(address.url().host()));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (UnknownHostException _) {
            // Said below.
        }
        throw DeviceFailure.unreachable(
                "No host \"" + address.url().host() + "\" is known.", "Check the address, and the network.");
    }

    /// Not private, local to this machine or link, shared by a provider, reserved or for many at once (RFC 6890).
    /// What an IPv6 address carries of IPv4 counts as well.
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isAnyLocalAddress()
                || ThisMachine.isAt(address)
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return bytes.length == 4 ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int a = bytes[at] & 0xff;
        int b = bytes[at + 1] & 0xff;
        int c = bytes[at + 2] & 0xff;
        boolean isPrivate = a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168);
        boolean isLocal = a == 0 || a == 127 || (a == 169 && b == 254) || (a == 100 && b >= 64 && b < 128);
        boolean isReserved = a >= 224
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
        return !isPrivate && !isLocal && !isReserved;
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        boolean isTranslated = first == 0x64 && second == 0xff9b;
        boolean is6to4 = first == 0x2002;
        boolean isGlobal = (first & 0xe000) == 0x2000;
        boolean isReserved = first == 0x2001 && (second == 0xdb8 || second < 0x200);
        if (isTranslated) {
            return isPublic4(bytes, 12);
        }
        return is6to4 ? isPublic4(bytes, 2) : isGlobal && !isReserved;
    }
}
