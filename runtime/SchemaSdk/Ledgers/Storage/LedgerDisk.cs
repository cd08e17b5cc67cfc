using Microsoft.Win32.SafeHandles;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>A file on a disk.</summary>
internal sealed class LedgerDisk(FileStream stream) : ILedgerDisk
{
    private readonly SafeFileHandle _file = stream.SafeFileHandle;

    public long Length => RandomAccess.GetLength(_file);

    public int Read(Span<byte> bytes, long offset)
    {
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(_file, bytes[read..], offset + read) is > 0 and var more)
        {
            read += more;
        }

        return read;
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset) => RandomAccess.Write(_file, parts, offset);

    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Cut(long length) => RandomAccess.SetLength(_file, length);

    public void Dispose() => stream.Dispose();
}
