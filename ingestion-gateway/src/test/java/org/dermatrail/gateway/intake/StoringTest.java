package org.dermatrail.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.domain.image.Image;
import org.dermatrail.gateway.edge.Pictures;
import org.junit.jupiter.api.Test;

class StoringTest {

    private static final int PICTURES = 5;

    private final Disk disk = new Disk();
    private final AtomicInteger begun = new AtomicInteger();

    /** Keeps bytes in memory, under themselves as their digest; the last picture lets itself be waited for. */
    private static final class Disk implements BlobStore, AutoCloseable {
        private final Map<String, byte[]> durable = new ConcurrentHashMap<>();
        private final CountDownLatch others = new CountDownLatch(PICTURES - 1);
        private final CountDownLatch last = new CountDownLatch(1);
        private volatile boolean full;

        @Override
        public String put(byte[] bytes) throws IOException {
            var name = new String(bytes, StandardCharsets.UTF_8);
            if (name.equals(name(PICTURES))) {
                waitForTheLast();
            }
            if (full) {
                throw new IOException("No space left on device");
            }
            durable.put(name, bytes);
            others.countDown();
            return name;
        }

        private void waitForTheLast() throws IOException {
            try {
                last.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        /** Keeps nobody waiting, so that a test that fails ends. */
        @Override
        public void close() {
            last.countDown();
        }

        @Override
        public Optional<InputStream> open(String digest) {
            return Optional.ofNullable(durable.get(digest)).map(ByteArrayInputStream::new);
        }

        @Override
        public boolean contains(String digest) {
            return durable.containsKey(digest);
        }

        @Override
        public Stream<String> digests() {
            return durable.keySet().stream();
        }
    }

    private static String name(int number) {
        return Integer.toString(number).repeat(64);
    }

    private static List<Pictures.Judged> pictures() {
        return IntStream.rangeClosed(1, PICTURES)
                .mapToObj(number -> {
                    var bytes = name(number).getBytes(StandardCharsets.UTF_8);
                    var image = new Image(Image.PRIMARY, name(number), "image/png", 32, 32, bytes.length);
                    return new Pictures.Judged(image, new Pictures.Bytes(bytes), List.of());
                })
                .toList();
    }

    private Future<?> carryOut() {
        begun.incrementAndGet();
        return CompletableFuture.completedFuture(disk.durable.size());
    }

    @Test
    void no_plan_is_carried_out_before_every_picture_of_its_batch_is_durable() throws InterruptedException {
        try (var storing = new Storing(new Pictures(disk));
                disk) {
            // Given
            var seen = new AtomicInteger();
            var batch = storing.begin(pictures(), () -> {
                seen.set(disk.durable.size());
                return carryOut();
            });
            disk.others.await();
            assertThat(begun).hasValue(0);

            // When
            disk.last.countDown();
            batch.await();

            // Then
            assertThat(begun).hasValue(1);
            assertThat(seen).hasValue(PICTURES);
        }
    }

    @Test
    void where_a_picture_cannot_be_stored_neither_its_batch_nor_a_later_one_is_carried_out()
            throws InterruptedException {
        try (var storing = new Storing(new Pictures(disk));
                disk) {
            // Given
            var batch = storing.begin(pictures(), this::carryOut);
            disk.others.await();

            // When
            disk.full = true;
            disk.last.countDown();

            // Then
            assertThatThrownBy(() -> storing.begin(List.of(), this::carryOut))
                    .isInstanceOf(ImportStopped.class)
                    .hasMessageContaining("No space left");
            assertThatThrownBy(batch::await).isInstanceOf(ImportStopped.class);
            assertThat(begun).hasValue(0);
        }
    }
}
