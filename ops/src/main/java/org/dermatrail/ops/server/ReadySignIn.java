package org.dermatrail.ops.server;

import java.util.List;

/**
 * A sign-in of the demo that is ready to be tried.
 *
 * @param role role in words
 * @param account name of the account
 * @param token its token
 * @param tries what to try with it
 */
public record ReadySignIn(String role, String account, String token, List<Try> tries) {

    /**
     * Something to try.
     *
     * @param sentence what it shows
     * @param query GraphQL document
     */
    public record Try(String sentence, String query) {}

    @Override
    public String toString() {
        return "ReadySignIn[" + account + "]";
    }
}
