namespace SchemaSdk.Tests.Ledgers;

/// <summary>The lock of a ledger in memory, which tells that it was given back.</summary>
internal sealed class GivenLock : MemoryStream
{
    public bool IsGivenBack { get; private set; }

    protected override void Dispose(bool disposing)
    {
        IsGivenBack = true;
        base.Dispose(disposing);
    }
}
