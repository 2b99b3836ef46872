package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a double, so that one can be cut as a broken network cuts it: without a word of the protocol.
 *
 * <p>Thread-safe.
 */
final class Connections {

    private final Map<SocketAddress, Channel> open = new ConcurrentHashMap<>();

    /** The listening socket, which remembers whom it let in. */
    NioServerSocketChannel listener() {
        return new NioServerSocketChannel() {
            @Override
            protected int doReadMessages(List<Object> accepted) throws Exception {
                var count = super.doReadMessages(accepted);
                accepted.forEach(Connections.this::remember);
                return count;
            }
        };
    }

    /** Cuts the connection of one client and every call on it; none if it is gone. */
    void cut(@Nullable SocketAddress client) {
        var channel = client == null ? null : open.get(client);
        if (channel != null) {
            cut(channel);
        }
    }

    /** Cuts all connections. */
    void cutAll() {
        open.values().forEach(Connections::cut);
    }

    private void remember(Object accepted) {
        if (accepted instanceof SocketChannel channel) {
            var client = channel.remoteAddress();
            open.put(client, channel);
            var _ = channel.closeFuture().addListener(closed -> open.remove(client));
        }
    }

    private static void cut(Channel channel) {
        channel.eventLoop()
                .execute(() -> channel.unsafe().close(channel.unsafe().voidPromise()));
        var _ = channel.closeFuture().awaitUninterruptibly();
    }
}
