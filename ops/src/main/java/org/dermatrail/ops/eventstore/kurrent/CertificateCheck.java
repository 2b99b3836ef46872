package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.Endpoint;
import io.kurrent.dbclient.KurrentDBClientSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Why a server's certificate is not believed. The client keeps the reason to itself and gives up as if nobody were there,
 * so the handshake is tried here too, under the same rules.
 *
 * <p>Nothing but the handshake is sent. Stateless and thread-safe.
 */
final class CertificateCheck {

    private static final int PATIENCE_MILLIS = 5_000;

    private CertificateCheck() {}

    /** What is wrong with the servers that answer; nothing where one of them is believed, none answers, or none is asked. */
    static Optional<String> objection(KurrentDBClientSettings settings) {
        if (!settings.isTls() || !settings.isTlsVerifyCert()) {
            return Optional.empty();
        }
        var authority = settings.getTlsCaFile();
        SSLContext rules;
        try {
            rules = trusting(authority);
        } catch (IOException | GeneralSecurityException unreadable) {
            return Optional.of(
                    "The certificate of the authority that tlsCaFile names cannot be read: " + authority + ".");
        }
        Optional<String> objection = Optional.empty();
        for (var host : settings.getHosts()) {
            try {
                shakeHands(rules, host);
                return Optional.empty();
            } catch (SSLException refused) {
                objection = Optional.of(
                        "The event store at " + host.getHost() + ":" + host.getPort() + meaning(refused, authority));
            } catch (IOException away) {
                // Whether it comes back is for the client to find out.
            }
        }
        return objection;
    }

    private static SSLContext trusting(@Nullable String authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = null;
        if (authority != null) {
            trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            try (var in = Files.newInputStream(Path.of(authority))) {
                int number = 0;
                for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    trusted.setCertificateEntry("authority-" + number++, certificate);
                }
            }
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static void shakeHands(SSLContext rules, Endpoint host) throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host.getHost(), host.getPort()), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            var factory = rules.getSocketFactory();
            try (var socket = (SSLSocket) factory.createSocket(plain, host.getHost(), host.getPort(), true)) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                parameters.setApplicationProtocols(new String[] {"h2"});
                socket.setSSLParameters(parameters);
                socket.startHandshake();
            }
        }
    }

    private static String meaning(SSLException refused, @Nullable String authority) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException expired -> {
                    return " shows a certificate that has expired.";
                }
                case CertificateNotYetValidException early -> {
                    return " shows a certificate that is not valid yet; do the clocks agree?";
                }
                case CertPathBuilderException unknown -> {
                    return issuedBySomebodyElse(authority);
                }
                case CertPathValidatorException unknown
                when unknown.getReason() == BasicReason.INVALID_SIGNATURE -> {
                    return issuedBySomebodyElse(authority);
                }
                default -> {
                    // Look inside.
                }
            }
        }
        var words = String.valueOf(refused.getMessage());
        if (words.contains("No subject alternative") || words.contains("No name matching")) {
            return " shows a certificate for other hosts.";
        }
        if (words.contains("Unsupported or unrecognized SSL message")) {
            return " does not speak TLS; if that is meant, say tls=false in the connection string.";
        }
        return " did not come to terms about TLS: " + words;
    }

    private static String issuedBySomebodyElse(@Nullable String authority) {
        return authority == null
                ? " shows a certificate of an authority that this machine does not know; name it by tlsCaFile."
                : " shows a certificate that is not of the authority in " + authority + ".";
    }
}
