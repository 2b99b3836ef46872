package org.dermatrail.ops.security;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How accounts are kept.
 *
 * @param file the SQLite file, made where it is absent and readable by its owner only
 * @param tokenLife how long a token from a sign-in is good
 * @param sessionLife how long a browser's sign-in is good at most
 * @param sessionIdle after how long without use it ends before that
 * @param freeAttempts wrong passwords in a row before waiting begins
 * @param firstWait wait after the first further one; doubles with each
 * @param longestWait longest wait
 */
public record AccountSettings(
        Path file,
        Duration tokenLife,
        Duration sessionLife,
        Duration sessionIdle,
        int freeAttempts,
        Duration firstWait,
        Duration longestWait) {

    /** Refuses settings that would lock everyone out or nobody. */
    public AccountSettings {
        if (!tokenLife.isPositive()
                || !sessionIdle.isPositive()
                || sessionLife.compareTo(sessionIdle) < 0
                || freeAttempts < 1
                || !firstWait.isPositive()
                || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("token life, idle limit, attempts and waits must be positive,"
                    + " a session's life no shorter than its idle limit, the longest wait longest");
        }
    }

    /**
     * What holds unless the settings say otherwise: tokens and sessions of 12 hours, sessions idle for 30 minutes at most,
     * 5 attempts, waits of 1 second to 15 minutes.
     */
    public static AccountSettings usual(Path file) {
        return new AccountSettings(
                file,
                Duration.ofHours(12),
                Duration.ofHours(12),
                Duration.ofMinutes(30),
                5,
                Duration.ofSeconds(1),
                Duration.ofMinutes(15));
    }
}
