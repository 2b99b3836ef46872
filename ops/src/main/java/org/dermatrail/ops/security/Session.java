package org.dermatrail.ops.security;

/**
 * A browser's sign-in that is good now.
 *
 * @param id number by which it is revoked
 * @param account who it is
 */
public record Session(long id, Account account) {}
