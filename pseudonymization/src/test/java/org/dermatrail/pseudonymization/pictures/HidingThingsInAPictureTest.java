package org.dermatrail.pseudonymization.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class HidingThingsInAPictureTest {

    private static final byte[] JPEG = StrippingAPictureTest.stripped(
                    PictureFiles.write("JPEG", 1, null, true), "image/jpeg")
            .bytes();
    private static final byte[] PNG =
            StrippingAPictureTest.stripped(PictureFiles.png(), "image/png").bytes();

    @Property(tries = 500)
    void junk_in_a_jpeg_is_all_gone(
            @ForAll @Size(min = 1, max = 6) List<@Size(max = 300) byte[]> junk,
            @ForAll @IntRange(min = 0, max = 16) int kind,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll @Size(max = 40) byte[] tail) {
        // Given
        byte[] carrying = JPEG;
        for (byte[] body : junk) {
            List<Integer> places = placesInJpeg(carrying);

            int marker = kind == 16 ? 0xFE : 0xE0 + kind;
            carrying = PictureFiles.insert(
                    carrying, places.get(place % places.size()), PictureFiles.segment(marker, body));
        }
        carrying = PictureFiles.insert(carrying, carrying.length, tail);

        // When, Then
        assertThat(StrippingAPictureTest.stripped(carrying, "image/jpeg").bytes())
                .isEqualTo(JPEG);
    }

    @Property(tries = 500)
    void junk_in_a_png_is_all_gone(
            @ForAll @Size(min = 1, max = 6) List<@Size(max = 300) byte[]> junk,
            @ForAll @AlphaChars @StringLength(3) String name,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll @Size(max = 40) byte[] tail) {
        // Given
        byte[] carrying = PNG;
        for (byte[] body : junk) {
            List<Integer> places = placesInPng(carrying);
            carrying = PictureFiles.insert(
                    carrying, places.get(place % places.size()), PictureFiles.chunk("q" + name, body));
        }
        carrying = PictureFiles.insert(carrying, carrying.length, tail);

        // When, Then
        assertThat(StrippingAPictureTest.stripped(carrying, "image/png").bytes())
                .isEqualTo(PNG);
    }

    @Property(tries = 1_000)
    void a_damaged_file_is_refused_or_stripped_but_never_fails(
            @ForAll @IntRange(max = 1_000_000) int place, @ForAll byte value, @ForAll @IntRange(max = 2) int format) {
        // Given
        byte[] tiff = PictureFiles.write("TIFF", 10, "PackBits", false);
        byte[] damaged = (format == 0 ? JPEG : format == 1 ? PNG : tiff).clone();
        damaged[place % damaged.length] = value;
        String mediaType = List.of("image/jpeg", "image/png", "image/tiff").get(format);

        // When
        Stripping result = PictureMetadata.strip(damaged, mediaType);

        // Then
        if (result instanceof StrippedPicture once) {
            assertThat(StrippingAPictureTest.stripped(once.bytes(), mediaType).bytes())
                    .isEqualTo(once.bytes());
        }
    }

    private static List<Integer> placesInJpeg(byte[] jpeg) {
        List<Integer> places = new ArrayList<>();
        ByteBuffer view = ByteBuffer.wrap(jpeg);
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xD9) {
            places.add(at);
            boolean scan = (jpeg[at + 1] & 0xFF) == 0xDA;
            at += 2 + (view.getShort(at + 2) & 0xFFFF);
            while (scan && !((jpeg[at] & 0xFF) == 0xFF && jpeg[at + 1] != 0)) {
                at++;
            }
        }
        places.add(at);
        return places;
    }

    private static List<Integer> placesInPng(byte[] png) {
        List<Integer> places = new ArrayList<>();
        ByteBuffer view = ByteBuffer.wrap(png);
        for (int at = 33; at < png.length; at += 12 + view.getInt(at)) {
            places.add(at);
        }
        return places;
    }
}
