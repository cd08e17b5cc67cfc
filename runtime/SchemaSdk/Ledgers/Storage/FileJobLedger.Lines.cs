using SchemaSdk.Ledgers;

namespace SchemaSdk;

/// <content>The lines of the jobs of this process, which have fewer copies and waits.</content>
public sealed partial class FileJobLedger
{
    /// <inheritdoc />
    public override bool IsDisposed => _writer.IsClosed;

    // It keeps no budget, so nobody reads prices for it.
    internal override ILedgerKeys Keys(TimeProvider time, string service) => new LedgerKeys(this, time, service, prices: null);
}
