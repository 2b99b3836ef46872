package org.dermatrail.connectors.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.TableMapping.Format;

/** Looks at a file before it is read as a table, and says in a sentence what it is where it is something else. */
final class FileHead {

    private static final int LOOKED_AT = 4096;

    private FileHead() {}

    /** The file, from its first byte. */
    static InputStream open(Path path, Format format) {
        refuseUnlessAFile(path);
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(path), LOOKED_AT);
            try {
                in.mark(LOOKED_AT);
                refuseUnlessText(path, in.readNBytes(LOOKED_AT), format);
                in.reset();
                return in;
            } catch (SourceFault | IOException unusable) {
                in.close();
                throw unusable;
            }
        } catch (IOException unreadable) {
            throw unreadable(path);
        }
    }

    /** Its size in bytes. */
    static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException unreadable) {
            throw unreadable(path);
        }
    }

    static SourceFault unreadable(Path path) {
        return new SourceFault("FILE_UNREADABLE", "%s cannot be read; check its permissions.".formatted(path));
    }

    private static void refuseUnlessAFile(Path path) {
        if (Files.isDirectory(path)) {
            throw new SourceFault("FILE_IS_A_FOLDER", "%s is a folder; name the table file in it.".formatted(path));
        }
        if (!Files.exists(path)) {
            throw new SourceFault("FILE_MISSING", "There is no file %s; check the path.".formatted(path));
        }
        if (!Files.isRegularFile(path)) {
            throw new SourceFault(
                    "FILE_NOT_ORDINARY", "%s is not an ordinary file; copy its content into one.".formatted(path));
        }
    }

    private static void refuseUnlessText(Path path, byte[] head, Format format) {
        if (head.length == 0) {
            throw new SourceFault("FILE_EMPTY", "%s has 0 bytes; copy it again from where it came.".formatted(path));
        }
        if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 0x1F, 0x8B) || startsWith(head, 0xD0, 0xCF, 0x11)) {
            throw new SourceFault(
                    "FILE_NOT_TEXT", "%s is a workbook or an archive; save the sheet as CSV in UTF-8.".formatted(path));
        }
        if (format.encoding().name().startsWith("UTF-16")
                || format.encoding().name().startsWith("UTF-32")) {
            return;
        }
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF) || looksLikeTwoByteText(head)) {
            throw new SourceFault(
                    "ENCODING_UTF16",
                    "%s is UTF-16 text; save it as UTF-8, or set 'encoding: UTF-16' in the mapping.".formatted(path));
        }
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    // Western text in two bytes a character has a zero in every pair, always on the same side.
    private static boolean looksLikeTwoByteText(byte[] head) {
        int pairs = head.length / 2;
        int zerosFirst = 0;
        int zerosSecond = 0;
        for (int i = 0; i < pairs; i++) {
            zerosFirst += head[2 * i] == 0 ? 1 : 0;
            zerosSecond += head[2 * i + 1] == 0 ? 1 : 0;
        }
        return pairs > 1 && Math.max(zerosFirst, zerosSecond) > pairs / 2 && Math.min(zerosFirst, zerosSecond) == 0;
    }
}
