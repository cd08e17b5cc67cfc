namespace SchemaSdk.Ledgers.Storage;

/// <summary>The facts that stand before the header of a line.</summary>
/// <param name="Header">The length of the header.</param>
/// <param name="Content">The length of the content.</param>
/// <param name="Batch">The place at which the write that brought it began.</param>
/// <param name="Key">The checksum of its key.</param>
internal readonly record struct LedgerPrefix(int Header, int Content, long Batch, uint Key)
{
    /// <summary>The length of the whole line.</summary>
    internal long Length => LedgerFrame.PrefixLength + (long)Header + Content;
}
