namespace SchemaSdk.Ledgers.Storage;

/// <summary>Reads a file from its beginning to its end, in large parts.</summary>
internal sealed class LedgerBytes(ILedgerDisk disk)
{
    private const int PartLength = 1 << 20;

    private byte[] _part = new byte[Math.Clamp(disk.Length, LedgerFrame.MaxHeader, PartLength)];
    private long _partAt;
    private int _read;

    /// <summary>The bytes at a place, until the next call.</summary>
    internal ReadOnlyMemory<byte> At(long place, int count)
    {
        if (place < _partAt || place + count > _partAt + _read)
        {
            if (count > _part.Length)
            {
                _part = new byte[count];
            }

            (_partAt, _read) = (place, disk.Read(_part, place));
        }

        var start = (int)(place - _partAt);
        return _part.AsMemory(start, Math.Min(count, _read - start));
    }
}
