package org.dermatrail.projections.elastic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** What a failed handshake means to an operator. What passes by itself, such as a connection cut in its midst, means nothing here. */
final class TlsTrouble {

    /** Said of a server that speaks in the clear where it should not. */
    static final String NO_TLS =
            " does not speak TLS; have it do so, or, where nobody else can reach it, say http:// in its address.";

    private static final String HTTP = "HTTP/";
    private static final int PATIENCE_MILLIS = 2_000;

    private TlsTrouble() {}

    /** Why a server is not believed, as the rest of a sentence about it; nothing where the failure is another. */
    static Optional<String> in(Throwable failure, @Nullable Path authority) {
        var found = Optional.<String>empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var meant = meaning(cause, authority);
            // The innermost says it most exactly.
            found = meant.isPresent() ? meant : found;
        }
        return found;
    }

    private static Optional<String> meaning(Throwable cause, @Nullable Path authority) {
        return switch (cause) {
            case CertificateExpiredException expired ->
                Optional.of(" shows a certificate that has expired; have its authority make a new one.");
            case CertificateNotYetValidException early ->
                Optional.of(" shows a certificate that is not valid yet; see whether the clocks agree.");
            case CertPathBuilderException unknown -> Optional.of(ofSomebodyElse(authority));
            case CertPathValidatorException unknown -> Optional.of(ofSomebodyElse(authority));
            case SSLPeerUnverifiedException other ->
                Optional.of(" shows a certificate for other hosts; name it as its certificate does.");
            case SSLException refused -> ofHandshake(String.valueOf(refused.getMessage()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofHandshake(String words) {
        if (words.contains("Unsupported or unrecognized SSL message")) {
            return Optional.of(NO_TLS);
        }
        return words.contains("fatal alert")
                ? Optional.of(" did not come to terms about TLS: " + words + ".")
                : Optional.empty();
    }

    private static String ofSomebodyElse(@Nullable Path authority) {
        return authority == null
                ? " shows a certificate of an authority that this machine does not know; name it by readside.certificate."
                : " shows a certificate that is not of the authority in " + authority
                        + "; name the right one by readside.certificate.";
    }

    /** Whether TLS is spoken there; nothing but a handshake is sent. */
    static boolean speaksTls(URI host) {
        try (var plain = new Socket()) {
            connect(plain, host);
            var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (var socket = (SSLSocket) factory.createSocket(plain, host.getHost(), host.getPort(), true)) {
                socket.startHandshake();
                return true;
            }
        } catch (SSLException refused) {
            return showsACertificate(refused);
        } catch (IOException away) {
            return false;
        }
    }

    /** Whether HTTP is answered there in the clear; nothing of ours is asked. */
    static boolean speaksInTheClear(URI host) {
        try (var plain = new Socket()) {
            connect(plain, host);
            plain.getOutputStream().write("HEAD / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var beginning = plain.getInputStream().readNBytes(HTTP.length());
            return new String(beginning, StandardCharsets.US_ASCII).equals(HTTP);
        } catch (IOException away) {
            return false;
        }
    }

    private static void connect(Socket plain, URI host) throws IOException {
        plain.connect(new InetSocketAddress(host.getHost(), host.getPort()), PATIENCE_MILLIS);
        plain.setSoTimeout(PATIENCE_MILLIS);
    }

    /** A certificate that is not believed was shown over TLS. */
    private static boolean showsACertificate(SSLException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return String.valueOf(refused.getMessage()).contains("fatal alert");
    }
}
