namespace SchemaSdk.Tool.Import.Fetching;

/// <summary>Reads a stream up to a size limit, because the stream may be endless.</summary>
internal static class LimitedBytes
{
    /// <summary>Returns all bytes of a stream; null if it has more than <paramref name="most"/> bytes.</summary>
    internal static async Task<byte[]?> ReadAsync(Stream stream, int most, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        while (await stream.ReadAsync(buffer, stop).ConfigureAwait(false) is var read and > 0)
        {
            if (bytes.Length + read > most)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
