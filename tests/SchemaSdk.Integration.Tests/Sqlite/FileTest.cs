using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Gives each test a folder for its ledger's file.</summary>
public abstract class FileTest : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected virtual string Path => Folder.File("jobs.db");

    public virtual void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs statements on a connection of this process, and returns the first value.</summary>
    private protected object? Run(string statements)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        return command.ExecuteScalar();
    }
}
