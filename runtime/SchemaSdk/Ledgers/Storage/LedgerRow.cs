namespace SchemaSdk.Ledgers.Storage;

/// <summary>A job as it is while a ledger's file is rewritten.</summary>
/// <param name="Slot">The job.</param>
/// <param name="Entry">Its last line.</param>
/// <param name="Input">The place of its input.</param>
/// <param name="Result">The place of its result.</param>
internal readonly record struct LedgerRow(LedgerSlot Slot, LedgerEntry Entry, LedgerSlot.Place Input, LedgerSlot.Place Result)
{
    /// <summary>The number of bytes of input and result.</summary>
    internal long ContentLength => (long)Input.Length + Result.Length;
}
