package org.dermatrail.pseudonymization.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.pseudonymization.keys.KeyFault;
import org.dermatrail.pseudonymization.keys.KeyFile;

/**
 * The two keys of a vault: one seals its columns (AES-256-GCM), the other makes the index by which a person is found
 * again
 * without their number being stored in clear (HMAC-SHA-256). Neither can be had from the other. Thread-safe.
 */
public final class VaultKeys {

    private static final String COLUMNS = "vault-columns";
    private static final String INDEX = "vault-index";
    private static final int INDEX_BYTES = 32;

    private final Aead columns;
    private final PrfSet index;

    private VaultKeys(Map<String, KeysetHandle> keysets) {
        try {
            columns = keyset(keysets, COLUMNS).getPrimitive(RegistryConfiguration.get(), Aead.class);
            index = keyset(keysets, INDEX).getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        } catch (GeneralSecurityException e) {
            throw new KeyFault(KeyFault.Reason.KEYS_UNREADABLE, "The keys in the vault's key file cannot be used.");
        }
    }

    /**
     * Opens a key file, making it with fresh keys where it does not exist.
     *
     * @throws KeyFault where the file is exposed, damaged or cannot be written
     */
    public static VaultKeys openOrCreate(Path file) {
        return new VaultKeys(KeyFile.openOrCreate(file, parameters()));
    }

    /**
     * Opens a key file.
     *
     * @throws KeyFault where the file is missing, exposed or damaged
     */
    public static VaultKeys open(Path file) {
        return new VaultKeys(KeyFile.open(file, parameters().keySet()));
    }

    private static KeysetHandle keyset(Map<String, KeysetHandle> keysets, String name) {
        return Objects.requireNonNull(keysets.get(name));
    }

    private static Map<String, Parameters> parameters() {
        try {
            AeadConfig.register();
            PrfConfig.register();
            Map<String, Parameters> parameters = new LinkedHashMap<>();
            parameters.put(
                    COLUMNS,
                    AesGcmParameters.builder()
                            .setKeySizeBytes(32)
                            .setIvSizeBytes(12)
                            .setTagSizeBytes(16)
                            .setVariant(AesGcmParameters.Variant.TINK)
                            .build());
            parameters.put(
                    INDEX,
                    HmacPrfParameters.builder()
                            .setKeySizeBytes(32)
                            .setHashType(HmacPrfParameters.HashType.SHA256)
                            .build());
            return parameters;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the cryptographic library lacks AES-GCM or HMAC", e);
        }
    }

    byte[] blind(SourceIdentity identity) throws GeneralSecurityException {
        return index.computePrimary(LengthPrefixed.join(identity.issuer(), identity.sourceId()), INDEX_BYTES);
    }

    /** Seals one value into its place: it cannot be moved to another column, row or issuer unnoticed. */
    byte[] seal(String value, String issuer, String column, byte[] blind) throws GeneralSecurityException {
        return columns.encrypt(value.getBytes(StandardCharsets.UTF_8), LengthPrefixed.join(issuer, column, blind));
    }

    String unseal(byte[] sealed, String issuer, String column, byte[] blind) throws GeneralSecurityException {
        byte[] value = columns.decrypt(sealed, LengthPrefixed.join(issuer, column, blind));
        return new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "VaultKeys[not shown]";
    }
}
