namespace SchemaSdk.Ledgers;

/// <summary>A <see cref="LedgerJob"/> whose ledger can settle it if its submit has an unknown outcome.</summary>
internal interface IUnknownSource
{
    /// <summary>The last attempt to send the job, to be settled later.</summary>
    IUnknownRecord Unknown { get; }
}
