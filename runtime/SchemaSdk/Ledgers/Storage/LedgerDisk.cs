using Microsoft.Win32.SafeHandles;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>A file on a disk.</summary>
internal sealed class LedgerDisk(SafeFileHandle file) : ILedgerDisk
{
    public long Length => RandomAccess.GetLength(file);

    public int Read(Span<byte> bytes, long offset)
    {
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes[read..], offset + read) is > 0 and var more)
        {
            read += more;
        }

        return read;
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset) => RandomAccess.Write(file, parts, offset);

    public void Flush() => RandomAccess.FlushToDisk(file);

    public void Cut(long length) => RandomAccess.SetLength(file, length);

    public void Dispose() => file.Dispose();
}
