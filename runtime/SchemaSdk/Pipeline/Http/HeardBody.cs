using System.Diagnostics;

namespace SchemaSdk.Pipeline.Http;

/// <summary>
/// The received part of an answer's body. If the rest never comes, it may have the id of a job that is charged.
/// </summary>
internal sealed class HeardBody
{
    private Part? _part;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _token;

    /// <summary>The received text, without the token.</summary>
    internal ReadOnlyMemory<byte> Text => Volatile.Read(ref _part) is not { } part ? default
        : Volatile.Read(ref _token) is { } token ? TokenMask.HideInStart(part.Bytes, token)
        : part.Bytes;

    /// <summary>Hides a token in everything that is received.</summary>
    internal void Hide(string token) => Volatile.Write(ref _token, token);

    /// <summary>Adds a copy of the next part. Earlier parts may be read at the same time.</summary>
    /// <param name="next">The bytes.</param>
    /// <param name="start">Their position in the body; zero starts another body.</param>
    // A span, which cannot be stored, because its buffer is reused once the answer is read.
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

    private sealed class Part(byte[] buffer, int count)
    {
        internal byte[] Buffer { get; } = buffer;

        internal int Count { get; } = count;

        internal ReadOnlyMemory<byte> Bytes => Buffer.AsMemory(0, Count);
    }
}
