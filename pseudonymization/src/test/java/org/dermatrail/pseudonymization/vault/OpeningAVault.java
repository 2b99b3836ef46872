package org.dermatrail.pseudonymization.vault;

import java.nio.file.Path;

/** A process of its own that opens a vault and tells by its exit status whether it was let in. */
final class OpeningAVault {

    private OpeningAVault() {}

    public static void main(String[] arguments) {
        try (Vault vault = Vault.open(Path.of(arguments[0]), Path.of(arguments[1]))) {
            System.out.println("opened, " + vault.size() + " identities");
        } catch (VaultFault fault) {
            System.out.println(fault.code());
            System.exit(7);
        }
    }
}
