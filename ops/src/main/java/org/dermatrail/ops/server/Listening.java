package org.dermatrail.ops.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens. It speaks plain HTTP, so whoever lets it listen to others than this machine puts a proxy with
 * TLS before it. Immutable.
 *
 * @param address an address of this machine, or the one that stands for all of them
 * @param port port, or 0 for any that is free
 */
public record Listening(InetAddress address, int port) {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** On 127.0.0.1. */
    public static Listening toThisMachine(int port) {
        try {
            return new Listening(InetAddress.getByAddress(LOOPBACK), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Whether others than this machine may reach it. */
    public boolean toOthers() {
        return !address.isLoopbackAddress();
    }

    /** How commands on this machine reach it, as it stands in an address of the web. */
    String host() {
        if (address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        var itself = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + itself + "]" : itself;
    }
}
