using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Opens the ledger's file and runs statements on it, as another program may.</summary>
internal sealed class OtherProgram : IDisposable
{
    private readonly SqliteConnection _connection;

    public OtherProgram(string path, int secondsToWait = 30)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout={secondsToWait}");
        _connection.Open();
    }

    public object? Run(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }

    public void Dispose() => _connection.Dispose();
}
