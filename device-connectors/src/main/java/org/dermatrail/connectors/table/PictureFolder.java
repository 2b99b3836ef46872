package org.dermatrail.connectors.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
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

    private static final int CAPTURE_ID = -1;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)\\}");

    private final @Nullable Path folder;
    private final List<List<Piece>> patterns;

    private PictureFolder(@Nullable Path folder, List<List<Piece>> patterns) {
        this.folder = folder;
        this.patterns = patterns;
    }

    /**
     * Looks at the folder.
     *
     * @param folder the folder, or {@code null} where there are no pictures
     * @throws SourceFault where it is none
     */
    static PictureFolder open(@Nullable Path folder, List<String> patterns, JoinedTables tables) {
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
                patterns.stream().map(pattern -> pieces(pattern, tables)).toList());
    }

    private static List<Piece> pieces(String pattern, JoinedTables tables) {
        var pieces = new ArrayList<Piece>();
        var placeholder = PLACEHOLDER.matcher(pattern);
        int from = 0;
        while (placeholder.find()) {
            pieces.add(new Piece(pattern.substring(from, placeholder.start()), 0));
            String name = String.valueOf(placeholder.group(1));
            boolean captureId = name.equals("captureId");
            pieces.add(new Piece(null, captureId ? CAPTURE_ID : tables.mainPlace(name, "pictures.files")));
            from = placeholder.end();
        }
        pieces.add(new Piece(pattern.substring(from), 0));
        return List.copyOf(pieces);
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
            Path picture = within(folder, nameOf(pattern, captureId, row));
            if (isThere(picture)) {
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

    private static Path within(Path folder, String name) throws RowFlaw {
        try {
            Path picture = folder.resolve(name).normalize();
            if (picture.startsWith(folder) && !picture.equals(folder)) {
                return picture;
            }
        } catch (InvalidPathException impossible) {
            throw outside();
        }
        throw outside();
    }

    private static RowFlaw outside() {
        return new RowFlaw(
                "PICTURE_OUTSIDE_FOLDER",
                "the picture's name made from this row leads out of the picture folder; correct the id or file name.");
    }

    private static boolean isThere(Path picture) throws RowFlaw {
        try {
            var attributes =
                    picture.getFileSystem().provider().readAttributesIfExists(picture, BasicFileAttributes.class);
            if (attributes == null) {
                return false;
            }
            if (attributes.isDirectory()) {
                throw new RowFlaw(
                        "PICTURE_IS_A_FOLDER",
                        "where the row's picture should be, there is a folder; put the picture file in its place.");
            }
            if (!attributes.isRegularFile()) {
                throw new RowFlaw(
                        "PICTURE_NOT_A_FILE",
                        "where the row's picture should be, there is something that is not a file; put the picture there.");
            }
            return true;
        } catch (IOException unreadable) {
            throw new RowFlaw(
                    "PICTURE_UNREADABLE",
                    "the row's picture cannot be looked up; check its name and the folder's permissions.");
        }
    }
}
