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

    /// <summary>Sets what was received so far. The bytes must not change any more; another thread may read them at the same time.</summary>
    internal void Set(byte[] buffer, int count) => Volatile.Write(ref _part, new Part(buffer, count));

    private sealed record Part(byte[] Buffer, int Count);
}
