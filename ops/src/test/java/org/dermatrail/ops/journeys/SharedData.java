package org.dermatrail.ops.journeys;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the folder of public data beside the repository; tests that need it are skipped where it is absent. */
final class SharedData {

    private SharedData() {}

    /** Whether the data lie there. */
    static boolean present() {
        Path folder = folder();
        return folder != null && Files.exists(folder.resolve("isic2019"));
    }

    /** A file or folder of the shared data. */
    static Path at(String relative) {
        Path folder = folder();
        assumeTrue(
                folder != null && Files.exists(folder.resolve(relative)),
                "shared/data/" + relative + " is not beside the repository, nor where DERMATRAIL_SHARED_DATA points");
        return folder.resolve(relative);
    }

    private static @Nullable Path folder() {
        String named = System.getenv("DERMATRAIL_SHARED_DATA");
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path sibling = at.resolve("shared/data");
            if (Files.isDirectory(sibling)) {
                return sibling;
            }
        }
        return null;
    }
}
