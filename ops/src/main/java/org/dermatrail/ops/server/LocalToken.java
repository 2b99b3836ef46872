package org.dermatrail.ops.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What a command on this machine must show; made anew at every start.
 *
 * @param value the secret
 */
record LocalToken(String value) {

    /** Whether a request with this {@code Authorization} header comes from whoever may read the data folder. */
    boolean shownIn(@Nullable String authorization) {
        var expected = ("Bearer " + value).getBytes(StandardCharsets.UTF_8);
        return authorization != null && MessageDigest.isEqual(authorization.getBytes(StandardCharsets.UTF_8), expected);
    }

    @Override
    public String toString() {
        return "LocalToken[…]";
    }
}
