package org.dermatrail.ops.eventstore.kurrent.twin;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A certificate for this machine and the key to it, in files as a server and its clients take them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param certificate what the server shows
 * @param key the private key, unencrypted: for tests only
 * @param authority what clients have to trust
 */
public record TwinTls(Path certificate, Path key, Path authority) {

    /** A certificate that an authority of its own vouches for. */
    public static TwinTls inside(Path folder) throws IOException {
        return TwinAuthority.in(folder).node();
    }
}
