package org.dermatrail.pseudonymization.project;

import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.pseudonymization.keys.KeyFault;
import org.dermatrail.pseudonymization.keys.KeyFile;

/**
 * The key under which ids are scoped to projects (AES-SIV). It belongs to the registry, not to a centre's vault, and
 * must be
 * kept: with another key all ids that projects hold would be unknown. Thread-safe.
 */
public final class ProjectKeys {

    private static final String IDS = "project-ids";

    private final DeterministicAead ids;

    private ProjectKeys(KeysetHandle keyset) {
        try {
            ids = keyset.getPrimitive(RegistryConfiguration.get(), DeterministicAead.class);
        } catch (GeneralSecurityException e) {
            throw new KeyFault(KeyFault.Reason.KEYS_UNREADABLE, "The key in the project key file cannot be used.");
        }
    }

    /**
     * Opens a key file, making it with a fresh key where it does not exist.
     *
     * @throws KeyFault where the file is exposed, damaged or cannot be written
     */
    public static ProjectKeys openOrCreate(Path file) {
        try {
            DeterministicAeadConfig.register();
            Parameters siv = AesSivParameters.builder()
                    .setKeySizeBytes(64)
                    // Without Tink's prefix, which would be five bytes more in each id; rotation then tries each key.
                    .setVariant(AesSivParameters.Variant.NO_PREFIX)
                    .build();
            Map<String, KeysetHandle> keysets = KeyFile.openOrCreate(file, Map.of(IDS, siv));
            return new ProjectKeys(Objects.requireNonNull(keysets.get(IDS)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the cryptographic library lacks AES-SIV", e);
        }
    }

    DeterministicAead ids() {
        return ids;
    }

    @Override
    public String toString() {
        return "ProjectKeys[not shown]";
    }
}
