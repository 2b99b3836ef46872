package org.dermatrail.ops.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checkout that is being built. */
final class Repository {

    private Repository() {}

    /** The folder that holds all modules, from wherever the test was started. */
    static Path root() {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("registry-domain/pom.xml"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException("not started inside a checkout");
        }
        return at;
    }

    /** The folders of all modules, ops among them. */
    static Stream<Path> modules() {
        return Stream.concat(Room.all().map(Room::folder), Stream.of("ops")).map(root()::resolve);
    }
}
