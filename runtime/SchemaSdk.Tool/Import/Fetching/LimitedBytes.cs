namespace SchemaSdk.Tool.Import.Fetching;

/// <summary>Reads a stream that may be endless.</summary>
internal static class LimitedBytes
{
    /// <param name="stream">The stream.</param>
    /// <param name="most">The maximum number of bytes.</param>
    /// <param name="stop">Cancels the read.</param>
    /// <returns>All bytes; null if there are more than that.</returns>
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
