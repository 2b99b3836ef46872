package org.dermatrail.ops.commandline;

import java.io.IOException;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.FolderInUse;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.registry.FolderUnusable;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.server.LocalServer;

/**
 * Runs an operation where the data folder is open: in the server that owns it, else here under the folder's lock.
 *
 * @param folder the data folder
 */
record Owner(DataFolder folder) {

    Result run(String operation, Arguments arguments, Progress progress) {
        try (var lock = FolderLock.take(folder).orElse(null)) {
            if (lock == null) {
                var server = LocalServer.of(folder).orElseThrow(() -> new FolderInUse(folder));
                return server.run(operation, arguments, progress);
            }
            try (var registry = Registry.open(folder)) {
                return Operations.named(operation).run(registry, arguments, progress);
            }
        } catch (IOException e) {
            throw new FolderUnusable(folder.root(), e);
        }
    }
}
