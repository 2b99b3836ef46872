package org.dermatrail.ops.security;

import java.time.Duration;

/** What came of signing in. */
public sealed interface SignIn {

    /**
     * Come in.
     *
     * @param account who it is
     * @param token what to carry from now on
     */
    record Welcome(Account account, Token token) implements SignIn {}

    /**
     * Name or password is wrong, or the account is shut out; which of these is not said.
     *
     * @param known whether there is an account of that name; for the audit log only
     */
    record Wrong(boolean known) implements SignIn {}

    /**
     * Too many attempts; the password was not looked at.
     *
     * @param known whether there is an account of that name; for the audit log only
     * @param delay how long to wait
     */
    record Wait(boolean known, Duration delay) implements SignIn {}
}
