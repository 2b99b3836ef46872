package org.dermatrail.ops.server;

import java.util.List;
import org.dermatrail.graphql.caller.Role;

/**
 * A sign-in of the demo that is ready to be tried.
 *
 * @param label role in words
 * @param role role
 * @param account name of the account
 * @param password its password
 * @param token its token
 * @param tries what to try with it
 */
public record ReadySignIn(String label, Role role, String account, String password, String token, List<Try> tries) {

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
