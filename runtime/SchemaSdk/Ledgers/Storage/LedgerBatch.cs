using SchemaSdk.Buffers;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Lines that are written together, and their bytes one behind the other, in buffers that later batches use again.</summary>
internal sealed class LedgerBatch
{
    /// <summary>The longest frame that is copied into a buffer. A longer one keeps the bytes that it was made in.</summary>
    internal const int LongestCopied = 8 << 10;

    private const int BufferLength = 64 << 10;

    // An idle ledger holds this many for each of its two batches.
    private const int MostBuffers = 4;

    private readonly List<byte[]> _buffers = [];
    private readonly List<ReadOnlyMemory<byte>> _parts = [];

    // The part of the last buffer in use that is not among the parts yet, and the number of buffers in use.
    private int _start;
    private int _end;
    private int _used;

    /// <summary>The lines, in the order of their bytes.</summary>
    internal List<LedgerWrite> Lines { get; } = [];

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line, with its frame if that is a long one.</param>
    /// <param name="parts">The parts of its frame.</param>
    internal void Add(LedgerWrite line, in LedgerParts parts)
    {
        // Before anything is changed: without memory, all of it stays out.
        Lines.EnsureCapacity(Lines.Count + 1);
        _parts.EnsureCapacity(_parts.Count + 3);
        if (line.Frame.IsEmpty)
        {
            line.Frame = Reserve(parts.Length);
            parts.WriteTo(line.Frame.Span);
        }
        else
        {
            EndPart();
            _parts.Add(line.Frame);
        }

        Lines.Add(line);
    }

    /// <summary>The bytes of all lines. Nothing is added after that.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Parts()
    {
        EndPart();
        return _parts;
    }

    /// <summary>Makes it empty.</summary>
    internal void Clear()
    {
        Lines.Clear();
        _parts.Clear();
        (_start, _end, _used) = (0, 0, 0);
        while (_buffers.Count > MostBuffers)
        {
            SharedBuffers.Return(_buffers[^1]);
            _buffers.RemoveAt(_buffers.Count - 1);
        }
    }

    private Memory<byte> Reserve(int length)
    {
        if (_used == 0 || BufferLength - _end < length)
        {
            if (_used == _buffers.Count)
            {
                _buffers.Add(SharedBuffers.Rent<byte>(BufferLength));
            }

            EndPart();
            (_start, _end, _used) = (0, 0, _used + 1);
        }

        var reserved = _buffers[_used - 1].AsMemory(_end, length);
        _end += length;
        return reserved;
    }

    private void EndPart()
    {
        if (_end > _start)
        {
            _parts.Add(_buffers[_used - 1].AsMemory(_start, _end - _start));
            _start = _end;
        }
    }
}
