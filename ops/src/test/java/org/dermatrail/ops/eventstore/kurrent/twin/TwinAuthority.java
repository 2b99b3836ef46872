package org.dermatrail.ops.eventstore.kurrent.twin;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of a day, which vouches for nodes: what operators make with the server's own certificate tool. */
public final class TwinAuthority {

    private static final X500Principal NAME = new X500Principal("CN=twin authority");
    private static final Duration VALIDITY = Duration.ofDays(1);

    private final Path folder;
    private final Path certificate;
    private final KeyPair keys;
    private int issued;

    private TwinAuthority(Path folder, Path certificate, KeyPair keys) {
        this.folder = folder;
        this.certificate = certificate;
        this.keys = keys;
    }

    /** Makes one, with its files in a folder. */
    public static TwinAuthority in(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            var keys = keys();
            var builder = certificate(NAME, keys, Instant.now().plus(VALIDITY));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return new TwinAuthority(folder, signed(builder, keys, folder.resolve("ca.crt")), keys);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("This JDK cannot make a certificate", e);
        }
    }

    /** Its own certificate, which clients have to trust. */
    public Path certificate() {
        return certificate;
    }

    /** A certificate for a node at this machine's own address. */
    public TwinTls node() throws IOException {
        return node(
                new GeneralName(GeneralName.iPAddress, Membership.HOST),
                Instant.now().plus(VALIDITY));
    }

    /** One that is over. */
    public TwinTls expired() throws IOException {
        return node(
                new GeneralName(GeneralName.iPAddress, Membership.HOST),
                Instant.now().minus(Duration.ofHours(1)));
    }

    /** One for a node elsewhere. */
    public TwinTls ofAnotherHost() throws IOException {
        return node(
                new GeneralName(GeneralName.dNSName, "elsewhere.example"),
                Instant.now().plus(VALIDITY));
    }

    private TwinTls node(GeneralName host, Instant until) throws IOException {
        try {
            var own = keys();
            var builder = certificate(new X500Principal("CN=eventstoredb-node"), own, until);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host));
            int number = ++issued;
            var shown = signed(builder, keys, folder.resolve("node-" + number + ".crt"));
            var key = write(
                    folder.resolve("node-" + number + ".key"),
                    "PRIVATE KEY",
                    own.getPrivate().getEncoded());
            return new TwinTls(shown, key, certificate);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("This JDK cannot make a certificate", e);
        }
    }

    static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder certificate(X500Principal name, KeyPair keys, Instant until) {
        var now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(VALIDITY)),
                Date.from(until),
                name,
                keys.getPublic());
    }

    private static Path signed(JcaX509v3CertificateBuilder builder, KeyPair signer, Path file)
            throws IOException, OperatorCreationException {
        var signature = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
        return write(file, "CERTIFICATE", builder.build(signature).getEncoded());
    }

    static Path write(Path file, String kind, byte[] content) throws IOException {
        var body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
