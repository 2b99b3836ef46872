package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a variable of the environment holds: the secret itself, or, by the name with {@value #FILE} after it, the file that
 * holds it. Container engines hand secrets over as files, since variables are seen by whoever may look at the container.
 *
 * <p>Law: no message holds what was read.
 */
final class HeldSecret {

    private static final String FILE = "_FILE";

    private HeldSecret() {}

    /**
     * The secret of this name, without white space around it, or {@code null} where there is neither variable.
     *
     * @throws IllegalArgumentException where there are both, or the file cannot be read or is empty
     */
    static @Nullable String of(String variable, Map<String, String> environment) {
        var itself = environment.get(variable);
        var file = environment.get(variable + FILE);
        if (file == null) {
            return itself == null ? null : itself.strip();
        }
        if (itself != null) {
            throw new IllegalArgumentException(
                    "The environment has both " + variable + " and " + variable + FILE + "; leave one of them out.");
        }
        String held;
        try {
            held = Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "The file '" + file + "', which " + variable + FILE + " names, cannot be read.", unreadable);
        }
        if (held.isEmpty()) {
            throw new IllegalArgumentException(
                    "The file '" + file + "', which " + variable + FILE + " names, is empty.");
        }
        return held;
    }
}
