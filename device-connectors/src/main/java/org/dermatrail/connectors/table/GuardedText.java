package org.dermatrail.connectors.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.TableMapping.Format;

/**
 * The text of a table as the parser gets it: decoded strictly, without byte order mark, and passed by a
 * {@link QuoteGuard}. Used by one thread.
 *
 * <p>Errors: malformed bytes and a quote that is never closed are a {@link SourceFault}, after all rows before them.
 */
final class GuardedText extends Reader {

    private static final int CHUNK = 1 << 14;

    private final String file;
    private final InputStream in;
    private final CharsetDecoder decoder;
    private final QuoteGuard guard;
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
    private final char[] text = new char[CHUNK];

    private int from;
    private int to;
    private long bytesTaken;
    private boolean started;
    private boolean inputEnded;
    private boolean ended;

    GuardedText(String file, InputStream in, Format format, QuoteGuard guard) {
        this.file = file;
        this.in = in;
        this.guard = guard;
        this.decoder = format.encoding()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Bytes taken from the file so far. */
    long bytesTaken() {
        return bytesTaken;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (from == to) {
            if (ended) {
                end();
                return -1;
            }
            fill();
        }
        int count = Math.min(length, to - from);
        System.arraycopy(text, from, target, offset, count);
        from += count;
        return count;
    }

    private void fill() throws IOException {
        CharBuffer chars = CharBuffer.wrap(text);
        CoderResult result = decoder.decode(bytes, chars, inputEnded);
        if (result.isUnderflow() && !inputEnded) {
            refill();
        } else if (result.isUnderflow()) {
            decoder.flush(chars);
            ended = true;
        } else if (result.isError() && chars.position() == 0) {
            throw malformed();
        }
        from = 0;
        to = guard.pass(text, withoutMark(chars.position()));
    }

    private void refill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            inputEnded = true;
        } else {
            bytesTaken += count;
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private int withoutMark(int length) {
        if (started || length == 0) {
            return length;
        }
        started = true;
        if (text[0] != '\uFEFF') {
            return length;
        }
        System.arraycopy(text, 1, text, 0, length - 1);
        return length - 1;
    }

    private void end() {
        guard.end();
        if (guard.openQuoteLine() > 0) {
            throw new SourceFault(
                    "QUOTE_NOT_CLOSED",
                    "%s, row %d: a quote opens here and is never closed; close it, or double it where it is part of the text."
                            .formatted(file, guard.openQuoteLine()));
        }
    }

    private SourceFault malformed() {
        return new SourceFault(
                "ENCODING_MALFORMED",
                "%s, row %d: byte %d is not %s; save the file as UTF-8, or set 'encoding' in the mapping to what it is."
                        .formatted(
                                file,
                                guard.line(),
                                bytesTaken - bytes.remaining() + 1,
                                decoder.charset().name()));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
