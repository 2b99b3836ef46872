package org.dermatrail.gateway.intake;

import java.util.List;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.gateway.edge.Pictures;

/**
 * A row on its way through the door.
 *
 * @param row the row
 * @param factsDigest digest of its statements
 * @param pictures its original pictures
 * @param participantKey its participant's key
 */
record Received(SourceCapture row, String factsDigest, List<Pictures.Received> pictures, String participantKey) {

    /** Digest of the pictures, empty where none came. */
    String picturesDigest() {
        return pictures.isEmpty()
                ? ""
                : String.join(
                        "+", pictures.stream().map(Pictures.Received::digest).toList());
    }

    /** The digest to remember: of the statements, and of the pictures after a colon. */
    String digest() {
        return factsDigest + ":" + picturesDigest();
    }

    /** Whether a remembered digest says the same; pictures that did not come this time contradict nothing. */
    boolean saysTheSameAs(String remembered) {
        int colon = remembered.indexOf(':');
        return remembered.substring(0, colon).equals(factsDigest)
                && (pictures.isEmpty() || remembered.substring(colon + 1).equals(picturesDigest()));
    }
}
