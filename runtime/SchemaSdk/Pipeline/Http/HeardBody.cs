using System.Diagnostics;

namespace SchemaSdk.Pipeline.Http;

/// <summary>
/// The part of an answer's body that has come so far. If the rest never comes, it may hold the id of a job that was paid for.
/// </summary>
internal sealed class HeardBody
{
    private Part? _part;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _token;

    /// <summary>The text that has come, without the token.</summary>
    internal ReadOnlyMemory<byte> Text => Volatile.Read(ref _part) is not { } part ? default
        : Volatile.Read(ref _token) is { } token ? TokenMask.HideInStart(part.Bytes, token)
        : part.Bytes;

    /// <summary>Hides a token in everything that comes.</summary>
    internal void Hide(string token) => Volatile.Write(ref _token, token);

    /// <summary>Adds a copy of what came next. What came before may be read meanwhile.</summary>
    /// <param name="next">The bytes.</param>
    /// <param name="start">Their place in the body; at zero another body begins.</param>
    // A span, which cannot be kept: the buffer behind it belongs to another as soon as the answer is read.
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
