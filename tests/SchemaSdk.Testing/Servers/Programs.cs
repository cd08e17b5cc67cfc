using System.Diagnostics;
using System.Globalization;

namespace SchemaSdk.Testing;

/// <summary>Runs the programs of PostgreSQL. If this process runs as root, they run as another user, because they refuse root.</summary>
public static class Programs
{
    private const string Install = "PostgreSQL is not installed here. Run: apt-get update && apt-get install -y postgresql";

    private static readonly string? Folder = FindFolder();

    /// <summary>The reason why no server can be started, or null if one can.</summary>
    public static string? Missing => Folder is null ? Install
        : File.Exists(Path.Combine(Folder, "initdb")) ? null
        : $"SCHEMASDK_POSTGRESQL names {Folder}, which has no initdb. Set it to the bin folder of PostgreSQL.";

    public static bool IsRoot => Environment.UserName == "root";

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or the program failed.</exception>
    public static Task RunAsPostgresAsync(string name, params string[] arguments)
    {
        var program = Path.Combine(Folder ?? throw new InvalidOperationException(Install), name);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments]) : RunAsync(program, arguments);
    }

    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        // The output goes to a file, because a server that pg_ctl starts keeps the pipes of its parent open.
        var log = Path.GetTempFileName();
        try
        {
            string[] line = ["-c", "out=$1; shift; exec \"$@\" > \"$out\" 2>&1 < /dev/null", "sh", log, program, .. arguments];
            using var process = Process.Start(new ProcessStartInfo("sh", line) { WorkingDirectory = "/" })!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await File.ReadAllTextAsync(log)}");
            }
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable("SCHEMASDK_POSTGRESQL") is { Length: > 0 } named)
        {
            return named;
        }

        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var newest = versions
            .OrderByDescending(VersionOf)
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
        return newest ?? (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}
