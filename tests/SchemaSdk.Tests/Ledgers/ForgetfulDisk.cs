using System.Text;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A disk in memory that loses what was not flushed when the power goes, and can be full.</summary>
internal sealed class ForgetfulDisk(byte[]? content = null) : ILedgerDisk
{
    private const int Sector = 512;

    private readonly object _gate = new();
    private readonly ManualResetEventSlim _flushing = new(initialState: true);
    private byte[] _written = content ?? [];
    private byte[] _durable = content ?? [];

    /// <summary>Called before each write, flush and cut, with its name.</summary>
    public Action<string>? Before { get; init; }

    /// <summary>The number of flushes.</summary>
    public int Flushes { get; private set; }

    /// <summary>The number of writes and flushes that still work; the one after them fails, and all that follow.</summary>
    public int Left { get; set; } = int.MaxValue;

    /// <summary>The text of the first write from which on only so many writes and flushes work, that one among them.</summary>
    public (string Text, int Left)? FullFrom { get; set; }

    /// <summary>The number of failures after which there is room again.</summary>
    public int Refills { get; set; } = int.MaxValue;

    /// <summary>The text that stands in a bad sector: whatever has it cannot be read.</summary>
    public string? Bad { get; set; }

    public bool IsDisposed { get; set; }

    /// <summary>Returns the bytes that a loss of power now would leave, with the first so many of those that were not flushed.</summary>
    public byte[] AfterPowerLoss(int unflushed = 0)
    {
        lock (_gate)
        {
            return [.. _durable, .. _written.Skip(_durable.Length).Take(unflushed)];
        }
    }

    /// <summary>Returns the bytes that a loss of power now would leave, with some of the sectors that were not flushed.</summary>
    public byte[] AfterPowerLoss(Random sectors)
    {
        lock (_gate)
        {
            var left = AfterPowerLoss(int.MaxValue);
            for (var at = _durable.Length; at < left.Length;)
            {
                var length = Math.Min(left.Length - at, Sector - (at % Sector));
                if (sectors.Next(3) == 0)
                {
                    left.AsSpan(at, length).Clear();
                }

                at += length;
            }

            return left;
        }
    }

    public long Length => _written.Length;

    public int Read(Span<byte> bytes, long offset)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var count = (int)Math.Max(0, Math.Min(bytes.Length, _written.Length - offset));
        _written.AsSpan((int)Math.Min(offset, _written.Length), count).CopyTo(bytes);
        return Bad is { } bad && Encoding.UTF8.GetString(bytes).Contains(bad, StringComparison.Ordinal)
            ? throw new IOException("Input/output error")
            : count;
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
    {
        var bytes = parts.SelectMany(part => part.ToArray()).ToArray();
        if (FullFrom is var (text, left) && Encoding.UTF8.GetString(bytes).Contains(text, StringComparison.Ordinal))
        {
            (Left, FullFrom) = (left, null);
        }

        Spend("write");
        lock (_gate)
        {
            var length = Math.Max(_written.Length, (int)offset + bytes.Length);
            var written = new byte[length];
            _written.CopyTo(written, 0);
            bytes.CopyTo(written, (int)offset);
            _written = written;
        }
    }

    /// <summary>Lets the flushes go on that are held.</summary>
    public void Go() => _flushing.Set();

    /// <summary>Lets no flush end until what it returns is disposed of.</summary>
    public IDisposable Hold()
    {
        _flushing.Reset();
        return new Release(_flushing);
    }

    public void Flush()
    {
        _flushing.Wait();
        Spend("flush");
        lock (_gate)
        {
            (_durable, Flushes) = (_written, Flushes + 1);
        }
    }

    public void Cut(long length)
    {
        Spend("cut");
        lock (_gate)
        {
            _written = _written[..(int)length];
        }
    }

    public void Dispose() => IsDisposed = true;

    private sealed class Release(ManualResetEventSlim flushing) : IDisposable
    {
        public void Dispose() => flushing.Set();
    }

    private void Spend(string what)
    {
        Before?.Invoke(what);
        if (Left-- <= 0)
        {
            Left = --Refills > 0 ? 0 : int.MaxValue;
            throw new IOException("No space left on device.");
        }
    }
}
