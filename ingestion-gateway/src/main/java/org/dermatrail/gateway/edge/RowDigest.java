package org.dermatrail.gateway.edge;

import java.io.ByteArrayOutputStream;
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
        // Gathered first: a digest fed byte by byte costs several times as much.
        var parts = new ByteArrayOutputStream(256);
        var facts = row.facts().toFacts();
        add(parts, row.sourceLesionId());
        add(parts, row.sourceParticipantId());
        add(parts, facts.siteId());
        add(parts, facts.modality());
        add(parts, facts.technique());
        add(parts, facts.day());
        add(parts, facts.ageYears());
        add(parts, facts.sex());
        add(parts, facts.anatomicSite());
        add(parts, facts.laterality());
        add(parts, facts.parameters().size());
        for (var parameter : facts.parameters()) {
            add(parts, parameter.name());
            add(parts, parameter.value());
            add(parts, parameter.unit());
        }
        add(parts, row.diagnosis());
        if (row.extent() != Extent.FOCAL) {
            // Digests of spots stay what they were before sources could say how far a lesion reaches.
            add(parts, row.extent());
        }
        pictureDigests.forEach(each -> add(parts, each));
        return digestOf(parts);
    }

    /** Digest, in lower-case hexadecimal, of what is stated later. */
    public static String of(SourceHappening happening) {
        var parts = new ByteArrayOutputStream(256);
        add(parts, happening.getClass().getSimpleName());
        add(parts, happening.sourceParticipantId());
        add(parts, happening.sourceLesionId());
        switch (happening) {
            case StatusChanged changed -> {
                add(parts, changed.status());
                add(parts, changed.reason());
            }
            case ConsentWithdrawn withdrawn -> {}
            case LaterDiagnosis later -> {
                add(parts, later.diagnosis());
                add(parts, later.day());
                add(parts, later.supersedes());
            }
            case ProcedureDone done -> {
                add(parts, done.kind());
                add(parts, done.day());
            }
        }
        return digestOf(parts);
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

    private static String digestOf(ByteArrayOutputStream parts) {
        return HexFormat.of().formatHex(sha256().digest(parts.toByteArray()));
    }

    private static void add(ByteArrayOutputStream parts, @Nullable Object part) {
        if (part == null) {
            parts.write(0xff);
            return;
        }
        var bytes = part.toString().getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            parts.write(bytes.length >>> shift);
        }
        parts.write(bytes, 0, bytes.length);
    }
}
