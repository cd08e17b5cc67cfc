namespace SchemaSdk.Ledgers;

/// <summary>A ledger that can settle jobs whose submit has an unknown outcome.</summary>
internal interface IUnknownRecords
{
    /// <summary>Returns the job with a key.</summary>
    IUnknownRecord UnknownOf(string key);
}
