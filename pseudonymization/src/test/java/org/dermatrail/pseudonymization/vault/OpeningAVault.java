package org.dermatrail.pseudonymization.vault;

import java.nio.file.Path;
import java.util.List;

/**
 * A process of its own that asks a vault for a key and then dies without closing it, or tells by its exit status
 * that it was not
 * let in.
 */
final class OpeningAVault {

    static final int NOT_LET_IN = 7;
    static final int DIED = 9;

    private OpeningAVault() {}

    public static void main(String[] arguments) {
        try (Vault vault = Vault.open(Path.of(arguments[0]), Path.of(arguments[1]))) {
            SourceIdentity identity = new SourceIdentity(arguments[2], arguments[3]);
            System.out.println(vault.keysFor(List.of(identity)).get(identity));
            System.out.flush();
            Runtime.getRuntime().halt(DIED);
        } catch (VaultFault fault) {
            System.out.println(fault.code());
            System.exit(NOT_LET_IN);
        }
    }
}
