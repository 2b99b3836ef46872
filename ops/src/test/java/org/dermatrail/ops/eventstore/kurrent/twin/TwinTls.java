package org.dermatrail.ops.eventstore.kurrent.twin;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate for this machine and the key to it, in files as a server and its clients take them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param certificate what clients have to trust
 * @param key the private key, unencrypted: for tests only
 */
public record TwinTls(Path certificate, Path key) {

    private static final Duration VALIDITY = Duration.ofDays(1);

    /** Makes a certificate that vouches for itself, in a folder; it is valid for a day. */
    public static TwinTls selfSigned(Path folder) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var keys = generator.generateKeyPair();
            var name = new X500Principal("CN=kurrent-twin");
            var now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(now.toEpochMilli()),
                    Date.from(now.minus(VALIDITY)),
                    Date.from(now.plus(VALIDITY)),
                    name,
                    keys.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, Membership.HOST)));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new TwinTls(
                    write(
                            folder.resolve("twin.crt"),
                            "CERTIFICATE",
                            builder.build(signer).getEncoded()),
                    write(
                            folder.resolve("twin.key"),
                            "PRIVATE KEY",
                            keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("This JDK cannot make a certificate", e);
        }
    }

    private static Path write(Path file, String kind, byte[] content) throws IOException {
        var body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
