package org.dermatrail.ops.server;

/**
 * What a command on this machine must show; made anew at every start.
 *
 * @param value the secret
 */
record LocalToken(String value) {

    @Override
    public String toString() {
        return "LocalToken[…]";
    }
}
