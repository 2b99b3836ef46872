package org.dermatrail.imaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Real pictures in a folder beside the checkout; tests that need them are skipped where it is absent. */
final class SharedPictures {

    private SharedPictures() {}

    static List<Path> all() throws IOException {
        Path folder = folder();
        assumeTrue(folder != null, "no shared/data beside the checkout: real pictures are not tested");
        try (Stream<Path> files =
                Files.walk(java.util.Objects.requireNonNull(folder).resolve("images"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static @Nullable Path folder() {
        String named = System.getenv("DERMATRAIL_SHARED_DATA");
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
