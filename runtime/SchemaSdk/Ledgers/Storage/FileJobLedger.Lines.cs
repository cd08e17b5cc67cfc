namespace SchemaSdk;

/// <content>The lines of the jobs of this process, which have fewer copies and waits.</content>
public sealed partial class FileJobLedger
{
    /// <inheritdoc />
    public override bool IsDisposed => _writer.IsClosed;
}
