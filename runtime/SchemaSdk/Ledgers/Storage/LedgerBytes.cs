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
        var found = From(place, count);
        return found[..Math.Min(count, found.Length)];
    }

    /// <summary>The bytes from a place on that are at hand, until the next call.</summary>
    /// <param name="place">The place.</param>
    /// <param name="least">The number of them at least, unless the file ends before.</param>
    internal ReadOnlyMemory<byte> From(long place, int least)
    {
        if (place < _partAt || place + least > _partAt + _read)
        {
            if (least > _part.Length)
            {
                _part = new byte[least];
            }

            (_partAt, _read) = (place, disk.Read(_part, place));
        }

        var start = (int)(place - _partAt);
        return _part.AsMemory(start, _read - start);
    }
}
