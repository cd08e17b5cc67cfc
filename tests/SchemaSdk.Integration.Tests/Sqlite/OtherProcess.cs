using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Runs this assembly as another process, because SQLite itself manages file locks within one process.</summary>
internal static class OtherProcess
{
    /// <summary>Runs statements, and prints what they return or the error.</summary>
    public static void Run(string[] args)
    {
        using var program = new OtherProgram(args[0], secondsToWait: 1);
        try
        {
            Console.WriteLine(string.Join(' ', args[1..].Select(program.Run)));
        }
        catch (SqliteException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }

    public static async Task<string> RunAsync(string path, params string[] statements)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OtherProcess).Assembly.Location, path, .. statements]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        return (await Soon.Async(process.StandardOutput.ReadToEndAsync())).Trim();
    }
}
