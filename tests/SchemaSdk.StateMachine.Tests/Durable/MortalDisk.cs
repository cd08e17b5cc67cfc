using System.Buffers.Binary;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.StateMachine.Tests.Durable;

/// <summary>
/// A folder with one file in memory, which its process can lose at any write or flush, with what was not flushed. Another file may come in
/// the place of that one.
/// </summary>
/// <param name="content">The content of the file.</param>
/// <param name="passed">Told of each moment at which the process may end; true: it ends there.</param>
internal sealed class MortalDisk(byte[] content, Func<string, bool> passed) : ILedgerDisk, ILedgerFolder
{
    /// <summary>The name of the file.</summary>
    public const string Name = "jobs.ledger";

    private readonly MortalDisk? _folder;
    private MortalDisk? _made;
    private Bytes _file = new(content, content);

    private MortalDisk(MortalDisk folder, Func<string, bool> passed)
        : this([], passed)
    {
        (_folder, Unflushed) = (folder, folder.Unflushed);
    }

    /// <summary>The bytes that a loss of power would leave.</summary>
    public byte[] Durable => _file.Durable;

    /// <summary>True once the process that has it has ended: nothing of it comes to the disk any more.</summary>
    public bool IsDead { get; set; }

    /// <summary>Makes flushes do nothing where the bytes that they are for have a text in them: a fault.</summary>
    public string? Unflushed { get; init; }

    public long Length => _file.Written.Length;

    /// <summary>The bytes that the end of the process leaves.</summary>
    /// <param name="left">The part of those that were not flushed.</param>
    public byte[] Leave(Left left)
    {
        var rest = _file.Written[Math.Min(Durable.Length, _file.Written.Length)..];
        return left switch
        {
            Left.All => _file.Written,
            Left.Half => [.. Durable, .. rest[..(rest.Length / 2)]],
            Left.HalfAndZeros => [.. Durable, .. rest[..(rest.Length / 2)], .. new byte[EndOfLine(rest) - (rest.Length / 2)]],
            _ => Durable,
        };
    }

    public int Read(Span<byte> bytes, long offset)
    {
        var source = _file.Written;
        var count = (int)Math.Clamp(source.Length - offset, 0, bytes.Length);
        source.AsSpan((int)Math.Min(offset, source.Length), count).CopyTo(bytes);
        return count;
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
    {
        Pass("unwritten");
        var end = (int)offset + parts.Sum(static part => part.Length);
        var written = new byte[Math.Max(end, _file.Written.Length)];
        _file.Written.CopyTo(written, 0);
        parts.SelectMany(static part => part.ToArray()).ToArray().CopyTo(written, (int)offset);
        _file.Written = written;
        Pass("written");
    }

    public void Flush()
    {
        Pass("unflushed");
        var rest = _file.Written.AsSpan(Math.Min(Durable.Length, _file.Written.Length));
        if (Unflushed is null || rest.IndexOf(System.Text.Encoding.UTF8.GetBytes(Unflushed)) < 0)
        {
            _file.Durable = _file.Written;
        }

        Pass("flushed");
    }

    public void Cut(long length)
    {
        Pass("uncut");
        _file.Written = _file.Written[..(int)length];
    }

    public bool Has(string path) => path == Name;

    // Torn ends go to files of their own, which nobody reads again.
    public ILedgerDisk Open(string path, string? like) => path == Name ? this : _made = new MortalDisk(this, passed);

    public void CopyOwner(string from, string to)
    {
    }

    public uint CountNames(string path) => 1;

    public LedgerHead? HeadOf(string path) => LedgerHead.Read([.. _file.Written.Take(LedgerHead.Length)]);

    // Both are one file from now on, by whichever of them it is written.
    public void Rename(string from, string to) => _file = _made!._file;

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
        var process = _folder ?? this;
        if (!process.IsDead)
        {
            process.IsDead = passed(moment);
        }

        if (process.IsDead)
        {
            throw new IOException("The process has ended.");
        }
    }

    private sealed class Bytes(byte[] written, byte[] durable)
    {
        public byte[] Written { get; set; } = written;

        public byte[] Durable { get; set; } = durable;
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
