package org.dermatrail.gateway.upload;

import java.nio.file.Path;

/**
 * How much may be sent at once, and where it is kept.
 *
 * @param folder where; belongs to uploads alone and is emptied at start
 * @param mostBytes bytes of one upload as sent
 * @param mostFiles files of one upload as sent
 * @param mostUploads uploads of one account kept at the same time; beyond that the oldest that does not run is dropped
 * @param mostPictures pictures in a zip
 * @param mostUnpackedBytes bytes of all pictures of a zip
 * @param largestPictureBytes bytes of one picture
 * @param mostTimesLarger how many times larger than the zip its pictures may be; pictures hardly shrink, bombs do
 */
public record UploadSettings(
        Path folder,
        long mostBytes,
        int mostFiles,
        int mostUploads,
        int mostPictures,
        long mostUnpackedBytes,
        long largestPictureBytes,
        int mostTimesLarger) {

    /** Refuses settings under which nothing could be sent. */
    public UploadSettings {
        if (mostBytes < 1
                || mostFiles < 2
                || mostUploads < 1
                || mostPictures < 1
                || mostUnpackedBytes < 1
                || largestPictureBytes < 1
                || mostTimesLarger < 1) {
            throw new IllegalArgumentException("limits of uploads must be positive and leave room for two files");
        }
    }

    /**
     * What holds unless the settings say otherwise: 8 GiB and 10,000 files an upload, 4 uploads an account, 200,000
     * pictures of 64 MiB each and 32 GiB in all in a zip, 50 times its size at most.
     */
    public static UploadSettings usual(Path folder) {
        return new UploadSettings(folder, 8L << 30, 10_000, 4, 200_000, 32L << 30, 64L << 20, 50);
    }

    /** Where the web server puts what it receives until it is taken over. */
    public Path incoming() {
        return folder.resolve("incoming");
    }
}
