namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Gives each test a folder for its ledger's file.</summary>
public abstract class FileTest : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected virtual string Path => Folder.File("jobs.db");

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
