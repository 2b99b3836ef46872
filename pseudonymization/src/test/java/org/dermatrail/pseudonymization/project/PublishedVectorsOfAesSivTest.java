package org.dermatrail.pseudonymization.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.util.SecretBytes;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.dermatrail.pseudonymization.SharedData;
import org.junit.jupiter.api.Test;

/** The library's AES-SIV against the vectors of Project Wycheproof. */
class PublishedVectorsOfAesSivTest {

    @Test
    void are_met() throws IOException, GeneralSecurityException {
        // Given
        DeterministicAeadConfig.register();
        String json = Files.readString(SharedData.require("crypto/aes_siv_cmac_test.json"));
        int checked = 0;
        for (JsonElement group : JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("testGroups")) {
            if (group.getAsJsonObject().get("keySize").getAsInt() != 512) {
                continue;
            }
            for (JsonElement vector : group.getAsJsonObject().getAsJsonArray("tests")) {
                // When, Then
                check(vector.getAsJsonObject());
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(50);
    }

    private static void check(JsonObject vector) throws GeneralSecurityException {
        DeterministicAead siv = siv(bytes(vector, "key"));
        byte[] context = bytes(vector, "aad");
        byte[] sealed = bytes(vector, "ct");
        if (vector.get("result").getAsString().equals("valid")) {
            assertThat(siv.encryptDeterministically(bytes(vector, "msg"), context))
                    .isEqualTo(sealed);
            assertThat(siv.decryptDeterministically(sealed, context)).isEqualTo(bytes(vector, "msg"));
        } else {
            assertThatThrownBy(() -> siv.decryptDeterministically(sealed, context))
                    .as("vector %s", vector.get("tcId"))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    private static DeterministicAead siv(byte[] key) throws GeneralSecurityException {
        AesSivParameters parameters = AesSivParameters.builder()
                .setKeySizeBytes(key.length)
                .setVariant(AesSivParameters.Variant.NO_PREFIX)
                .build();
        AesSivKey siv = AesSivKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(siv).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), DeterministicAead.class);
    }

    private static byte[] bytes(JsonObject vector, String name) {
        return HexFormat.of().parseHex(vector.get(name).getAsString());
    }
}
