package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a registry keeps everything, and what lies where.
 *
 * <p>The parts differ in who may see them: {@code centre} holds source ids and the vault and never leaves the centre;
 * {@code registry} holds events, pictures, audit log and accounts; {@code readside} can be deleted and rebuilt.
 *
 * @param root the folder
 */
public record DataFolder(Path root) {

    /** Events, in order of writing, where they are embedded. */
    public Path events() {
        return root.resolve("registry/events.db");
    }

    /** Which engines the registry runs on; absent where all are embedded. */
    public Path profile() {
        return root.resolve("profile.properties");
    }

    /** Pictures by digest. */
    public Path blobs() {
        return root.resolve("registry/pictures");
    }

    /** Who asked what. */
    public Path audit() {
        return root.resolve("registry/audit.db");
    }

    /** Local accounts and tokens. */
    public Path accounts() {
        return root.resolve("registry/accounts.db");
    }

    /** Everything that can be rebuilt from events. */
    public Path readSide() {
        return root.resolve("readside");
    }

    /** Which source id became which id of the registry. */
    public Path sourceMap() {
        return root.resolve("centre/source-map.db");
    }

    /** Who is who. */
    public Path vault() {
        return root.resolve("centre/vault.db");
    }

    /** The vault's keys; keep a copy of this file elsewhere. */
    public Path vaultKeys() {
        return root.resolve("centre/vault.keys");
    }

    /** Tables and pictures that were sent by a browser, until they are imported; emptied at every start of a server. */
    public Path uploads() {
        return root.resolve("centre/uploads");
    }

    /** The key that scopes ids to projects. */
    public Path projectKeys() {
        return root.resolve("registry/project.keys");
    }

    /** How to reach the server that owns the folder. */
    public Path server() {
        return root.resolve("server.json");
    }

    /** The lock that the owner holds. */
    public Path lock() {
        return root.resolve("lock");
    }

    /** Creates the folders that are missing. */
    public void create() throws IOException {
        for (var folder : new String[] {"registry", "readside", "centre"}) {
            Files.createDirectories(root.resolve(folder));
        }
    }
}
