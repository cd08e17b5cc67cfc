namespace SchemaSdk.Http;

/// <summary>What has come so far of the body of an answer. If the rest never comes, an id may stand in it that was paid for.</summary>
internal sealed class HeardBody
{
    private Part? _part;

    internal ReadOnlyMemory<byte> Text => Volatile.Read(ref _part) is { } part ? part.Buffer.AsMemory(0, part.Count) : default;

    /// <summary>Notes what is there; it may be read while more comes behind it.</summary>
    internal void Note(byte[] buffer, int count) => Volatile.Write(ref _part, new Part(buffer, count));

    private sealed record Part(byte[] Buffer, int Count);
}
