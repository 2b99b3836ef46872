package org.dermatrail.gateway.edge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceHappening;
import org.dermatrail.connectors.SourceHappening.ConsentWithdrawn;
import org.dermatrail.connectors.SourceHappening.LaterDiagnosis;
import org.dermatrail.connectors.SourceHappening.ProcedureDone;
import org.dermatrail.connectors.SourceHappening.StatusChanged;
import org.dermatrail.domain.lesion.Extent;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a row says the same as when it was last seen.
 *
 * <p>Law: equal digests mean equal statements and equal picture bytes; the place in the file does not count. SHA-256
 * over length-prefixed parts, so no two rows can be confused by moving a separator.
 */
public final class RowDigest {

    private RowDigest() {}

    /**
     * Digest, in lower-case hexadecimal, of a row and of the original pictures that came with it.
     *
     * @param pictureDigests SHA-256 of each original picture, in order
     */
    public static String of(SourceCapture row, List<String> pictureDigests) {
        var digest = sha256();
        var facts = row.facts().toFacts();
        add(digest, row.sourceLesionId());
        add(digest, row.sourceParticipantId());
        add(digest, facts.siteId());
        add(digest, facts.modality());
        add(digest, facts.technique());
        add(digest, facts.day());
        add(digest, facts.ageYears());
        add(digest, facts.sex());
        add(digest, facts.anatomicSite());
        add(digest, facts.laterality());
        add(digest, facts.parameters().size());
        for (var parameter : facts.parameters()) {
            add(digest, parameter.name());
            add(digest, parameter.value());
            add(digest, parameter.unit());
        }
        add(digest, row.diagnosis());
        if (row.extent() != Extent.FOCAL) {
            // Digests of spots stay what they were before sources could say how far a lesion reaches.
            add(digest, row.extent());
        }
        pictureDigests.forEach(each -> add(digest, each));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Digest, in lower-case hexadecimal, of what is stated later. */
    public static String of(SourceHappening happening) {
        var digest = sha256();
        add(digest, happening.getClass().getSimpleName());
        add(digest, happening.sourceParticipantId());
        add(digest, happening.sourceLesionId());
        switch (happening) {
            case StatusChanged changed -> {
                add(digest, changed.status());
                add(digest, changed.reason());
            }
            case ConsentWithdrawn withdrawn -> {}
            case LaterDiagnosis later -> {
                add(digest, later.diagnosis());
                add(digest, later.day());
                add(digest, later.supersedes());
            }
            case ProcedureDone done -> {
                add(digest, done.kind());
                add(digest, done.day());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Digest, in lower-case hexadecimal, of the bytes of files, one after the other. */
    public static String ofFiles(List<Path> files) throws IOException {
        var digest = sha256();
        for (var file : files) {
            try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, @Nullable Object part) {
        if (part == null) {
            digest.update((byte) 0xff);
            return;
        }
        var bytes = part.toString().getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
    }
}
