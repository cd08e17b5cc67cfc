namespace SchemaSdk.Ledgers;

/// <summary>A <see cref="LedgerJob"/> that its ledger can settle if the outcome of its submit is unknown.</summary>
internal interface IUnknownSource
{
    /// <summary>The last attempt to send the job, to be settled later.</summary>
    IUnknownRecord Unknown { get; }

    /// <summary>The hash of the input as it is sent, if all of its files were stored first; otherwise null.</summary>
    string? SentHash { get; set; }
}
