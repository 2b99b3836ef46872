package org.dermatrail.domain.datacut;

import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.WireName;

/** What can have happened to a data cut. */
public sealed interface DataCutEvent extends RegistryEvent {

    /**
     * A data cut was published: everything written before this event is in it.
     *
     * @param cutId its name, chosen by people
     */
    @WireName("data-cut-published")
    record DataCutPublished(String cutId) implements DataCutEvent {

        @Override
        public String sequenceKey() {
            return DataCut.stream(cutId);
        }
    }
}
