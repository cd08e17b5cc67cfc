namespace SchemaSdk.Ledgers.Storage;

/// <summary>One job of a ledger's file: its last line, and the places of its input and result.</summary>
internal sealed class LedgerSlot
{
    /// <summary>The last line that is on the disk, without input and result; null while the first is being written.</summary>
    internal LedgerEntry? Entry { get; private set; }

    /// <summary>The version of the last line that was given to be written.</summary>
    internal int Version { get; set; }

    /// <summary>The last line that was given to be written, until it is on the disk.</summary>
    internal LedgerWrite? Writing { get; set; }

    /// <summary>The job as the last line says that was given to be written.</summary>
    internal LedgerEntry Last => Writing?.Entry ?? Entry!;

    internal Place Input { get; set; }

    internal Place Result { get; set; }

    /// <summary>The number of bytes of both.</summary>
    internal long ContentLength => (long)Input.Length + Result.Length;

    /// <summary>
    /// True from the line that its caller sends it until the caller leaves it: it waits for no worker. Never true of a job that was left to
    /// workers.
    /// </summary>
    internal bool IsHeld { get; set; }

    /// <summary>The row in which it waits, and its neighbours there; null if it waits for nothing, is held, or was taken.</summary>
    internal LedgerTurns.Row? Row { get; set; }

    internal LedgerSlot? Before { get; set; }

    internal LedgerSlot? After { get; set; }

    /// <summary>Takes up a line that is on the disk.</summary>
    /// <param name="entry">The line.</param>
    /// <param name="content">The place of what came with it.</param>
    /// <param name="inputLength">The number of bytes with which that begins that are the input. The rest is the result.</param>
    internal void Take(LedgerEntry entry, Place content, int inputLength)
    {
        Entry = entry;
        Version = Math.Max(Version, entry.Version);
        if (inputLength > 0)
        {
            Input = content with { Length = inputLength };
        }

        if (content.Length > inputLength)
        {
            Result = new(content.Offset + inputLength, content.Length - inputLength);
        }
    }

    /// <summary>A place in the file.</summary>
    internal readonly record struct Place(long Offset, int Length)
    {
        internal Place Moved(long by) => Length == 0 ? default : this with { Offset = Offset + by };
    }
}
