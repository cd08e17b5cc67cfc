namespace SchemaSdk.Ledgers.Storage;

/// <summary>The bytes of a ledger's file, and the promise that they stay. Tests use a disk that forgets in its place.</summary>
internal interface ILedgerDisk : IDisposable
{
    /// <summary>The number of bytes in the file.</summary>
    long Length { get; }

    /// <summary>Reads bytes at a place, fewer only at the end of the file.</summary>
    int Read(Span<byte> bytes, long offset);

    /// <summary>Writes bytes at a place, one part after the other.</summary>
    void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset);

    /// <summary>Returns when all that was written would survive a loss of power.</summary>
    void Flush();

    /// <summary>Takes away all bytes from a place on.</summary>
    void Cut(long length);
}
