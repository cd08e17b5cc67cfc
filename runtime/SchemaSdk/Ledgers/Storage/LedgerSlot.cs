namespace SchemaSdk.Ledgers.Storage;

/// <summary>One job of a ledger's file: its last line, and the places of its input and result.</summary>
internal sealed class LedgerSlot
{
    /// <summary>The last line that is on the disk, without input and result; null while the first is being written.</summary>
    internal LedgerEntry? Entry { get; set; }

    /// <summary>The version of the last line that was given to be written.</summary>
    internal int Version { get; set; }

    /// <summary>The write of the first line; null for one that was there when the file was opened.</summary>
    internal Task? First { get; set; }

    internal Place Input { get; set; }

    internal Place Result { get; set; }

    /// <summary>Takes up a line that is on the disk.</summary>
    /// <param name="entry">The line.</param>
    /// <param name="content">The place of what came with it.</param>
    internal void Take(LedgerEntry entry, Place content)
    {
        Entry = entry;
        Version = Math.Max(Version, entry.Version);
        if (content.Length > 0 && entry.State == LedgerState.Intended)
        {
            Input = content;
        }
        else if (content.Length > 0)
        {
            Result = content;
        }
    }

    /// <summary>A place in the file.</summary>
    internal readonly record struct Place(long Offset, int Length);
}
