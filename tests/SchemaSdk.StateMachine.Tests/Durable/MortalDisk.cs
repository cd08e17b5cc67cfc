using System.Buffers.Binary;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.StateMachine.Tests.Durable;

/// <summary>A folder with one file in memory, which its process can lose at any write or flush, with what was not flushed.</summary>
/// <param name="content">The content of the file.</param>
/// <param name="passed">Told of each moment at which the process may end; true: it ends there.</param>
internal sealed class MortalDisk(byte[] content, Func<string, bool> passed) : ILedgerDisk, ILedgerFolder
{
    /// <summary>The name of the file.</summary>
    public const string Name = "jobs.ledger";

    private byte[] _written = content;

    /// <summary>The bytes that a loss of power would leave.</summary>
    public byte[] Durable { get; private set; } = content;

    /// <summary>True once the process that has it has ended: nothing of it comes to the disk any more.</summary>
    public bool IsDead { get; set; }

    /// <summary>Makes flushes do nothing where the bytes that they are for have a text in them: a fault.</summary>
    public string? Unflushed { get; init; }

    public long Length => _written.Length;

    /// <summary>The bytes that the end of the process leaves.</summary>
    /// <param name="left">The part of those that were not flushed.</param>
    public byte[] Leave(Left left)
    {
        var rest = _written[Math.Min(Durable.Length, _written.Length)..];
        return left switch
        {
            Left.All => _written,
            Left.Half => [.. Durable, .. rest[..(rest.Length / 2)]],
            Left.HalfAndZeros => [.. Durable, .. rest[..(rest.Length / 2)], .. new byte[EndOfLine(rest) - (rest.Length / 2)]],
            _ => Durable,
        };
    }

    public int Read(Span<byte> bytes, long offset)
    {
        var source = _written;
        var count = (int)Math.Clamp(source.Length - offset, 0, bytes.Length);
        source.AsSpan((int)Math.Min(offset, source.Length), count).CopyTo(bytes);
        return count;
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
    {
        Pass("unwritten");
        _written = [.. _written.AsSpan(0, (int)offset), .. parts.SelectMany(static part => part.ToArray())];
        Pass("written");
    }

    public void Flush()
    {
        Pass("unflushed");
        var rest = _written.AsSpan(Math.Min(Durable.Length, _written.Length));
        if (Unflushed is null || rest.IndexOf(System.Text.Encoding.UTF8.GetBytes(Unflushed)) < 0)
        {
            Durable = _written;
        }

        Pass("flushed");
    }

    public void Cut(long length)
    {
        Pass("uncut");
        _written = _written[..(int)length];
    }

    public bool Has(string path) => path == Name;

    // Torn ends go to files of their own, which nobody reads again.
    public ILedgerDisk Open(string path, string? like) => path == Name ? this : new MortalDisk([], static _ => false);

    public void CopyOwner(string from, string to)
    {
    }

    public uint CountNames(string path) => 1;

    public LedgerHead? HeadOf(string path) => throw new NotSupportedException("These ledgers are too small to be compacted.");

    public void Rename(string from, string to) => throw new NotSupportedException("These ledgers are too small to be compacted.");

    public void Delete(string path)
    {
    }

    public void Dispose()
    {
    }

    // The end of the line in which the half lies: a disk leaves out whole sectors, and a part of one that is empty beyond a line is damage
    // of another kind.
    private int EndOfLine(byte[] rest)
    {
        var end = Durable.Length == 0 ? rest.Length : 0;
        while (end < rest.Length / 2)
        {
            var header = BinaryPrimitives.ReadInt32LittleEndian(rest.AsSpan(end));
            var content = BinaryPrimitives.ReadInt32LittleEndian(rest.AsSpan(end + LedgerFrame.Content));
            end += LedgerFrame.PrefixLength + header + content;
        }

        return end;
    }

    private void Pass(string moment)
    {
        if (!IsDead)
        {
            IsDead = passed(moment);
        }

        if (IsDead)
        {
            throw new IOException("The process has ended.");
        }
    }
}

/// <summary>The part of the unflushed bytes that the end of a process leaves.</summary>
internal enum Left
{
    Nothing,
    All,
    Half,
    HalfAndZeros,
}
