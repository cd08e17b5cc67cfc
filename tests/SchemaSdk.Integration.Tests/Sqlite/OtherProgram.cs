using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>
/// Another process that has the ledger's file open. A second connection in this process would not take locks on the file.
/// </summary>
internal sealed class OtherProgram : IDisposable
{
    private readonly Process _process;
    private bool _isOver;

    // secondsToWait limits how long a statement waits for a lock.
    public OtherProgram(string path, int secondsToWait = 30)
    {
        string[] arguments = [typeof(OtherProgram).Assembly.Location, path, secondsToWait.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.StandardOutput.ReadLine();   // returns once the process has opened the file
    }

    /// <summary>
    /// Runs a line of statements, or <c>enqueue KEY</c>, which enqueues a job in a transaction that is never committed. Returns the first
    /// value, or the error.
    /// </summary>
    public string? Run(string text)
    {
        _process.StandardInput.WriteLine(text);
        return _process.StandardOutput.ReadLine();
    }

    /// <summary>Kills the process, which then cannot close the file.</summary>
    public void Kill()
    {
        _process.Kill();
        Dispose();
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
    internal static async Task ServeAsync(string path, string secondsToWait)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout={secondsToWait}");
        connection.Open();
        Console.WriteLine("open");
        while (Console.ReadLine() is { } text)
        {
            if (text.Split(' ') is ["enqueue", var key])
            {
                connection.Close();
                var ledger = new SqliteJobLedger(path);
                connection.Open();
                await ledger.BeginAsync(Draft.Queued(key), connection.BeginTransaction());
                Console.WriteLine();
                continue;
            }

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
