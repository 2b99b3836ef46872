package org.dermatrail.connectors.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.dermatrail.connectors.SourceFault;
import org.jspecify.annotations.Nullable;

/**
 * Finds the picture of a row by its name. An absent picture is no flaw; a name that leads out of the folder is. What
 * the folder itself links to is the business of who made the link.
 */
final class PictureFolder {

    /** A piece of a file name: fixed text, or what a column or the capture id says. */
    private record Piece(@Nullable String fixed, int column) {}

    /**
     * How pictures are named.
     *
     * @param pieces pieces of the name
     * @param columns the columns it is made of, for messages
     */
    private record Naming(List<Piece> pieces, String columns) {}

    private static final int CAPTURE_ID = -1;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)\\}");

    private final @Nullable Path folder;
    private final List<Naming> patterns;

    private PictureFolder(@Nullable Path folder, List<Naming> patterns) {
        this.folder = folder;
        this.patterns = patterns;
    }

    /**
     * Looks at the folder.
     *
     * @param folder the folder, or {@code null} where there are no pictures
     * @throws SourceFault where it is none
     */
    static PictureFolder open(@Nullable Path folder, List<String> patterns, IdReading captureId, JoinedTables tables) {
        if (folder == null) {
            return new PictureFolder(null, List.of());
        }
        if (!Files.exists(folder)) {
            throw new SourceFault(
                    "PICTURE_FOLDER_MISSING", "There is no folder %s for pictures; check the path.".formatted(folder));
        }
        if (!Files.isDirectory(folder)) {
            throw new SourceFault(
                    "PICTURE_FOLDER_IS_A_FILE",
                    "%s is a file; name the folder that holds the pictures.".formatted(folder));
        }
        return new PictureFolder(
                folder.toAbsolutePath().normalize(),
                patterns.stream()
                        .map(pattern -> naming(pattern, captureId, tables))
                        .toList());
    }

    private static Naming naming(String pattern, IdReading captureIds, JoinedTables tables) {
        var pieces = new ArrayList<Piece>();
        var columns = new LinkedHashSet<String>();
        var placeholder = PLACEHOLDER.matcher(pattern);
        int from = 0;
        while (placeholder.find()) {
            pieces.add(new Piece(pattern.substring(from, placeholder.start()), 0));
            String name = String.valueOf(placeholder.group(1));
            boolean captureId = name.equals("captureId");
            pieces.add(new Piece(null, captureId ? CAPTURE_ID : tables.mainPlace(name, "pictures.files")));
            if (captureId) {
                captureIds.parts().forEach(part -> columns.add("'" + part.column() + "'"));
            } else {
                columns.add("'" + name + "'");
            }
            from = placeholder.end();
        }
        pieces.add(new Piece(pattern.substring(from), 0));
        return new Naming(
                List.copyOf(pieces), (columns.size() == 1 ? "column " : "columns ") + String.join(", ", columns));
    }

    /**
     * The picture of a row: that of the first pattern that names a file.
     *
     * @throws RowFlaw where a name leads out of the folder or to something that is not a file
     */
    List<Path> picturesOf(String captureId, List<String> row) throws RowFlaw {
        if (folder == null) {
            return List.of();
        }
        for (var pattern : patterns) {
            Path picture = within(folder, nameOf(pattern.pieces(), captureId, row), pattern.columns());
            if (isThere(picture, pattern.columns())) {
                return List.of(picture);
            }
        }
        return List.of();
    }

    private static String nameOf(List<Piece> pattern, String captureId, List<String> row) {
        var name = new StringBuilder();
        for (Piece piece : pattern) {
            if (piece.fixed() != null) {
                name.append(piece.fixed());
            } else {
                name.append(
                        piece.column() == CAPTURE_ID
                                ? captureId
                                : row.get(piece.column()).strip());
            }
        }
        return name.toString();
    }

    private static Path within(Path folder, String name, String columns) throws RowFlaw {
        try {
            Path picture = folder.resolve(name).normalize();
            if (picture.startsWith(folder) && !picture.equals(folder)) {
                return picture;
            }
        } catch (InvalidPathException impossible) {
            throw outside(columns);
        }
        throw outside(columns);
    }

    private static RowFlaw outside(String columns) {
        return new RowFlaw(
                "PICTURE_OUTSIDE_FOLDER",
                "the picture's name made from %s leads out of the picture folder; correct the id or file name."
                        .formatted(columns));
    }

    private static boolean isThere(Path picture, String columns) throws RowFlaw {
        try {
            var attributes =
                    picture.getFileSystem().provider().readAttributesIfExists(picture, BasicFileAttributes.class);
            if (attributes == null) {
                return false;
            }
            if (attributes.isDirectory()) {
                throw new RowFlaw(
                        "PICTURE_IS_A_FOLDER",
                        "where the row's picture should be by %s, there is a folder; put the picture file in its place."
                                .formatted(columns));
            }
            if (!attributes.isRegularFile()) {
                throw new RowFlaw(
                        "PICTURE_NOT_A_FILE",
                        "where the row's picture should be by %s, there is something that is not a file; put the picture there."
                                .formatted(columns));
            }
            return true;
        } catch (IOException unreadable) {
            throw new RowFlaw(
                    "PICTURE_UNREADABLE",
                    "the row's picture, named by %s, cannot be looked up; check the name and the folder's permissions."
                            .formatted(columns));
        }
    }
}
