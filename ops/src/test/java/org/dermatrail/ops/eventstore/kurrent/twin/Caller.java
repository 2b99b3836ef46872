package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the headers say.
 *
 * @param address where the client's end of the connection is
 * @param user who the client says it is, proven by a password; null if it says nothing
 * @param requiresLeader whether only the leading node may answer
 */
record Caller(@Nullable SocketAddress address, @Nullable String user, boolean requiresLeader) {

    private static final Context.Key<Caller> CURRENT =
            Context.keyWithDefault("twin-caller", new Caller(null, null, false));
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> REQUIRES_LEADER =
            Metadata.Key.of("requires-leader", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BASIC = "Basic ";

    /** The caller of the call that runs on this thread. */
    static Caller current() {
        return CURRENT.get();
    }

    /** Recognises callers, and turns away those whose password is wrong. */
    static ServerInterceptor recognise(Map<String, String> users) {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                var claim = headers.get(AUTHORIZATION);
                var user = claim == null ? null : user(claim, users);
                if (claim != null && user == null && !users.isEmpty()) {
                    call.close(Status.UNAUTHENTICATED, new Metadata());
                    return new ServerCall.Listener<>() {};
                }
                var caller = new Caller(
                        call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
                        user,
                        Boolean.parseBoolean(headers.get(REQUIRES_LEADER)));
                return Contexts.interceptCall(Context.current().withValue(CURRENT, caller), call, headers, next);
            }
        };
    }

    private static @Nullable String user(String claim, Map<String, String> users) {
        if (!claim.startsWith(BASIC)) {
            return null;
        }
        var decoded = new String(Base64.getDecoder().decode(claim.substring(BASIC.length())), StandardCharsets.UTF_8);
        var colon = decoded.indexOf(':');
        var name = colon < 0 ? decoded : decoded.substring(0, colon);
        return decoded.substring(colon + 1).equals(users.get(name)) ? name : null;
    }
}
