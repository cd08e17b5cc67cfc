using System.Diagnostics;

namespace SchemaSdk.Http;

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
        : Volatile.Read(ref _token) is { } token ? TokenMask.HideInStart(part.Buffer.AsMemory(0, part.Count), token)
        : part.Buffer.AsMemory(0, part.Count);

    /// <summary>Hides a token in everything that comes.</summary>
    internal void Hide(string token) => Volatile.Write(ref _token, token);

    /// <summary>Notes what is there; it may be read while more comes behind it.</summary>
    internal void Note(byte[] buffer, int count) => Volatile.Write(ref _part, new Part(buffer, count));

    private sealed class Part(byte[] buffer, int count)
    {
        internal byte[] Buffer { get; } = buffer;

        internal int Count { get; } = count;
    }
}
