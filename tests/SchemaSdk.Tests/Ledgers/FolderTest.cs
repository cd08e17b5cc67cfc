namespace SchemaSdk.Tests.Ledgers;

/// <summary>A test with a folder in which a ledger keeps copies of input files, or files of results.</summary>
public abstract class FolderTest : IDisposable
{
    private protected string Folder { get; } = Directory.CreateTempSubdirectory("ledger").FullName;

    private protected string[] FilesInFolder => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
