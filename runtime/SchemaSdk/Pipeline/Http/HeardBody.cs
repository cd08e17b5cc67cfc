using System.Diagnostics;

namespace SchemaSdk.Pipeline.Http;

/// <summary>The received part of an answer's body. Without the rest, it may still have the request id of a charged job.</summary>
internal sealed class HeardBody
{
    private Part? _part;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _token;

    /// <summary>The received text, without the token.</summary>
    internal ReadOnlyMemory<byte> Text => Volatile.Read(ref _part) is { } part
        ? TokenMask.Hide(part.Buffer.AsMemory(0, part.Count), Volatile.Read(ref _token), isCut: true)
        : default;

    /// <summary>Masks a token in the received text.</summary>
    internal void Hide(string token) => Volatile.Write(ref _token, token);

    /// <summary>Adds a copy of the next bytes. Another thread may read the earlier ones at the same time.</summary>
    // next: a span, which cannot be stored, because its buffer is reused once the answer is read. start: the position of the bytes in the
    // body; zero starts a new body.
    internal void Add(ReadOnlySpan<byte> next, int start)
    {
        var buffer = start == 0 ? [] : _part!.Buffer;
        var count = start + next.Length;
        if (count > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(count, 2 * start));
        }

        next.CopyTo(buffer.AsSpan(start));
        Volatile.Write(ref _part, new Part(buffer, count));
    }

    private sealed record Part(byte[] Buffer, int Count);
}
