package org.dermatrail.ops.eventstore.kurrent.twin;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The bytes of all events, outside the heap, so that a million of them leave room for the tests that wrote them. Bytes are
 * only added; adding is guarded by the log's lock, and whoever was given a place may read from any thread.
 */
final class Payloads {

    private static final int FIRST_CHUNK = 64 * 1024;
    private static final int LARGEST_CHUNK = 8 * 1024 * 1024;

    private final List<ByteBuffer> chunks = new CopyOnWriteArrayList<>();

    /** Adds bytes and says where they are. */
    long add(ByteString first, ByteString second) {
        var size = first.size() + second.size();
        if (chunks.isEmpty() || chunks.getLast().remaining() < size) {
            chunks.add(ByteBuffer.allocateDirect(Math.max(size, nextChunk())));
        }
        var chunk = chunks.getLast();
        var place = ((long) chunks.size() - 1) << Integer.SIZE | chunk.position();
        first.copyTo(chunk);
        second.copyTo(chunk);
        return place;
    }

    ByteString get(long place, int offset, int length) {
        var bytes = new byte[length];
        chunks.get((int) (place >>> Integer.SIZE)).get((int) place + offset, bytes);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private int nextChunk() {
        return chunks.size() < Byte.SIZE ? FIRST_CHUNK << chunks.size() : LARGEST_CHUNK;
    }
}
