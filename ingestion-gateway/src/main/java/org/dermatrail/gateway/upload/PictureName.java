package org.dermatrail.gateway.upload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a picture as somebody sent it, taken apart and judged; mappings find pictures by it.
 *
 * <p>Laws: a name that could lead out of its folder is refused with everything that came with it; of a usable one every
 * part is a plain name of letters, digits and a few marks. Never repeated in messages, since people name files after
 * people. Immutable.
 *
 * @param parts folders, then the file, at most {@value #DEEPEST}
 */
record PictureName(List<String> parts) {

    private static final int DEEPEST = 8;
    private static final int LONGEST_BYTES = 200;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}_][\\p{L}\\p{M}\\p{N} ._()+@=,#&'~-]*");
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "tif", "tiff", "bmp", "gif");

    /** A picture sent by itself; folders are no part of its name. */
    static PictureName ofFile(String sent) {
        var name = new PictureName(List.of(sent));
        name.refuseUnlessPlain();
        if (!name.isPicture()) {
            throw new UploadRefused("NOT_A_PICTURE", "Among the pictures is a file that by its name is none.");
        }
        return name;
    }

    /** A picture within a zip, or empty for what programs leave there beside pictures. */
    static Optional<PictureName> ofEntry(String sent) {
        if (sent.indexOf('\\') >= 0 || sent.startsWith("/") || sent.indexOf(':') >= 0) {
            throw leadsOut();
        }
        var name = new PictureName(List.of(sent.split("/")));
        if (name.parts.contains("..") || name.parts.contains(".")) {
            throw leadsOut();
        }
        var hidden = name.parts.stream().anyMatch(part -> part.startsWith(".") || part.equals("__MACOSX"));
        if (hidden || !name.isPicture()) {
            return Optional.empty();
        }
        name.refuseUnlessPlain();
        return Optional.of(name);
    }

    private static UploadRefused leadsOut() {
        return new UploadRefused(
                "ZIP_NAME_REFUSED", "The zip holds a name that leads out of its folder; nothing of it is taken.");
    }

    private void refuseUnlessPlain() {
        boolean plain = parts.size() <= DEEPEST
                && parts.stream()
                        .allMatch(part -> PLAIN.matcher(part).matches()
                                && !part.endsWith(".")
                                && !part.endsWith(" ")
                                && part.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES);
        if (!plain) {
            throw new UploadRefused(
                    "PICTURE_NAME_REFUSED",
                    "A picture's name is too long or holds marks that names of pictures may not; rename it.");
        }
    }

    private boolean isPicture() {
        var last = parts.getLast();
        return PICTURES.contains(last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Where it goes below a folder. */
    Path below(Path folder) {
        var place = folder;
        for (var part : parts) {
            place = place.resolve(part);
        }
        if (!place.normalize().equals(place) || !place.startsWith(folder)) {
            throw leadsOut();
        }
        return place;
    }
}
