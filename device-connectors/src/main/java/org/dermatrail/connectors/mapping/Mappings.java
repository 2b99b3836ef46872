package org.dermatrail.connectors.mapping;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.SourceFault;

/** The mappings there are: the ready ones by name, and anybody's own by path. Thread-safe. */
public final class Mappings {

    /** Size above which a file is not a mapping. */
    public static final int LARGEST_BYTES = 1 << 20;

    private static final List<String> READY = List.of("isic2019", "ham10000", "isic2020", "milk10k");

    private Mappings() {}

    /** Names of the ready mappings. */
    public static List<String> ready() {
        return READY;
    }

    /**
     * Reads a mapping.
     *
     * @param nameOrPath name of a ready mapping, or path of a file
     * @throws SourceFault where there is none, or it is not valid
     */
    public static TableMapping read(String nameOrPath) {
        return READY.contains(nameOrPath) ? readReady(nameOrPath) : readFile(nameOrPath);
    }

    /** The text of a mapping file that uses and explains every key. */
    public static String example() {
        return packaged("example");
    }

    private static TableMapping readReady(String name) {
        return MappingReader.read("ready mapping " + name, packaged(name), true);
    }

    private static String packaged(String name) {
        try (var in = Mappings.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the mapping " + name + " is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException("the packaged mapping " + name + " cannot be read", broken);
        }
    }

    private static TableMapping readFile(String nameOrPath) {
        Path path = path(nameOrPath);
        if (Files.isDirectory(path)) {
            throw new SourceFault(
                    "MAPPING_IS_A_FOLDER",
                    "The mapping '%s' is a folder; name the YAML file in it.".formatted(nameOrPath));
        }
        if (!Files.isRegularFile(path)) {
            throw unknown(nameOrPath);
        }
        String file = String.valueOf(path.getFileName());
        try {
            if (Files.size(path) > LARGEST_BYTES) {
                throw new SourceFault(
                        "MAPPING_TOO_LARGE",
                        "%s is larger than %d bytes; name the mapping, not the table.".formatted(file, LARGEST_BYTES));
            }
            byte[] bytes = Files.readAllBytes(path);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return MappingReader.read(file, text, false);
        } catch (CharacterCodingException malformed) {
            throw new SourceFault("MAPPING_NOT_UTF8", "%s is not UTF-8 text; save it as UTF-8.".formatted(file));
        } catch (IOException unreadable) {
            throw new SourceFault("MAPPING_UNREADABLE", "%s cannot be read; check its permissions.".formatted(file));
        }
    }

    private static Path path(String nameOrPath) {
        try {
            return Path.of(nameOrPath);
        } catch (InvalidPathException malformed) {
            throw unknown(nameOrPath);
        }
    }

    private static SourceFault unknown(String nameOrPath) {
        String nearest = NearestWord.to(nameOrPath, READY)
                .map(word -> " (did you mean '" + word + "'?)")
                .orElse("");
        return new SourceFault(
                "MAPPING_UNKNOWN",
                "There is neither a ready mapping nor a file '%s'%s; ready are %s."
                        .formatted(nameOrPath, nearest, String.join(", ", READY)));
    }
}
