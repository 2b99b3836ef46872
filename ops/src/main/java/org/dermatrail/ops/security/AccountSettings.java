package org.dermatrail.ops.security;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How accounts are kept.
 *
 * @param file the SQLite file, made where it is absent and readable by its owner only
 * @param tokenLife how long a token from a sign-in is good
 * @param freeAttempts wrong passwords in a row before waiting begins
 * @param firstWait wait after the first further one; doubles with each
 * @param longestWait longest wait
 */
public record AccountSettings(
        Path file, Duration tokenLife, int freeAttempts, Duration firstWait, Duration longestWait) {

    /** Refuses settings that would lock everyone out or nobody. */
    public AccountSettings {
        if (!tokenLife.isPositive()
                || freeAttempts < 1
                || !firstWait.isPositive()
                || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "token life, attempts and waits must be positive, the longest wait longest");
        }
    }

    /** What holds unless the settings say otherwise: 12 hours, 5 attempts, 1 second to 15 minutes. */
    public static AccountSettings usual(Path file) {
        return new AccountSettings(file, Duration.ofHours(12), 5, Duration.ofSeconds(1), Duration.ofMinutes(15));
    }
}
