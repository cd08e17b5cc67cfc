using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Another process that has the ledger's file open. Within one process, SQLite itself manages the file's locks.</summary>
internal sealed class OtherProgram : IDisposable
{
    private readonly Process _process;
    private bool _isOver;

    // secondsToWait: how long a statement waits for a lock.
    public OtherProgram(string path, int secondsToWait = 30)
    {
        string[] arguments = [typeof(OtherProgram).Assembly.Location, path, secondsToWait.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        Run("select 1");
    }

    /// <summary>Runs a line of statements. Returns their first value, or the error.</summary>
    public string? Run(string text)
    {
        _process.StandardInput.WriteLine(text);
        return _process.StandardOutput.ReadLine();
    }

    /// <summary>Closes the file, and ends the process.</summary>
    public void Dispose()
    {
        if (!_isOver)
        {
            _isOver = true;
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }

    /// <summary>Runs each line of the input, in the process that the constructor starts.</summary>
    internal static void Serve(string path, string secondsToWait)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout={secondsToWait}");
        connection.Open();
        while (Console.ReadLine() is { } text)
        {
            using var command = connection.CreateCommand();
            command.CommandText = text;
            try
            {
                Console.WriteLine(command.ExecuteScalar());
            }
            catch (SqliteException exception)
            {
                Console.WriteLine(exception.Message);
            }
        }
    }
}
