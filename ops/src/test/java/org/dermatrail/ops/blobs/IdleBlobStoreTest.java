package org.dermatrail.ops.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.ops.conformance.IdleAdapters;
import org.junit.jupiter.api.Test;

class IdleBlobStoreTest {

    @Test
    void no_test_of_the_suite_is_passed_by_a_store_that_does_nothing() throws Exception {
        assertThat(IdleAdapters.testsThatPass(BlobStoreConformance.class, IdleSuite::new))
                .isEmpty();
    }

    private static final class IdleSuite extends BlobStoreConformance {
        @Override
        protected BlobStore store() {
            return new IdleStore();
        }

        @Override
        protected BlobStore restarted() {
            return new IdleStore();
        }
    }

    private static final class IdleStore implements BlobStore {
        @Override
        public String put(byte[] bytes) {
            return "";
        }

        @Override
        public Optional<InputStream> open(String digest) {
            return Optional.empty();
        }

        @Override
        public boolean contains(String digest) {
            return false;
        }

        @Override
        public Stream<String> digests() {
            return Stream.empty();
        }
    }
}
