package org.dermatrail.gateway.upload;

import java.nio.file.Path;
import java.util.UUID;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.connectors.mapping.Mappings;

/**
 * Files that were sent together and wait to be imported. Immutable.
 *
 * @param id its id; guessing it helps nobody, since it is its account's alone
 * @param account who sent it
 * @param folder where it lies
 * @param request the same as a connector reads it
 */
public record Upload(UUID id, String account, Path folder, SourceRequest request) {

    /** The mapping in words that tell nothing of who is in the table. */
    public String mapping() {
        return Mappings.ready().contains(request.mapping()) ? request.mapping() : "own mapping";
    }

    /** A sentence of the connector without the places of this machine. */
    public String withoutPlaces(String sentence) {
        return sentence.replace(folder + "/", "").replace(folder.toString(), "the upload");
    }
}
