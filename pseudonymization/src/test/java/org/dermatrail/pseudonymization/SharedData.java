package org.dermatrail.pseudonymization;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real data in a folder beside the checkout; tests that need it are skipped where it is absent. */
public final class SharedData {

    private SharedData() {}

    /** The path of a shared file or folder; skips the test where there is none. */
    public static Path require(String name) {
        Path path = folder().resolve(name);
        assumeTrue(Files.exists(path), "no shared/data beside the checkout: nothing real is tested");
        return path;
    }

    /** All files in a shared folder. */
    public static List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(require(name))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Path folder() {
        String named = System.getenv("DERMATRAIL_SHARED_DATA");
        if (named != null) {
            return Path.of(named);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return start.resolve("shared").resolve("data");
    }
}
