using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SchemaSdk.Testing;

/// <summary>
/// A PostgreSQL server for tests, which has its own data folder and port and syncs every write. A separate shell stops and removes the
/// server once the test process has ended, even if that process was killed.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _port;
    private readonly string _settings;

    private PrivateCluster(string folder, int port, string[] settings)
    {
        _folder = folder;
        _port = port;
        _settings = string.Concat(settings.Select(setting => $" -c {setting}"));
    }

    /// <summary>Creates a cluster and starts its server.</summary>
    /// <param name="settings">Settings of the server, such as <c>synchronous_commit=off</c>.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start; the message says what to do.</exception>
    public static async Task<PrivateCluster> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("schemasdk-postgresql-").FullName;
        var data = Path.Combine(folder, "data");
        await Programs.RunAsync("chown", Programs.IsRoot ? ["postgres", folder] : [Environment.UserName, folder]);
        await Programs.RunAsPostgresAsync(
            "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-instructions", "--no-sync");
        Guard(data, folder);
        for (var attempt = 1; ; attempt++)
        {
            var cluster = new PrivateCluster(folder, FreePorts.Take(1)[0], settings);
            try
            {
                await cluster.StartServerAsync();
                return cluster;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Another process may have taken the port first, so this continues with another port.
            }
        }
    }

    private string Data => Path.Combine(_folder, "data");

    public string ConnectionString(string database = "postgres") => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=20;Timeout=15;Command Timeout=60");

    /// <summary>
    /// Changes a connection string so that a new connection does not read the database's types. Reading them can exceed a short timeout.
    /// </summary>
    public static string Untyped(string connectionString) => $"{connectionString};Server Compatibility Mode=NoTypeLoading";

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():n}";
        await using var source = NpgsqlDataSource.Create(Untyped(ConnectionString()));
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Starts the server after <see cref="StopAsync"/>, on the same port.</summary>
    public async Task StartServerAsync() => await Programs.RunAsPostgresAsync(
        "pg_ctl", "start", "-w", "-s", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o",
        string.Create(
            CultureInfo.InvariantCulture,
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c max_connections=200 -c fsync=on")
        + _settings);

    /// <summary>Stops the server and breaks all connections. After a crash, the server has to recover from its log.</summary>
    public async Task StopAsync(bool isCrash = false) =>
        await Programs.RunAsPostgresAsync("pg_ctl", "stop", "-w", "-s", "-D", Data, "-m", isCrash ? "immediate" : "fast");

    public async Task RestartAsync(bool isCrash = false)
    {
        await StopAsync(isCrash);
        await StartServerAsync();
    }

    /// <summary>Breaks the connections to the database that a connection string names, as a network failure does.</summary>
    public async Task CutAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(Untyped(ConnectionString()));
        await using var command = source.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1");
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(database).Database!);
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await StopAsync(isCrash: true);
        await Programs.RunAsync("rm", "-rf", _folder);
    }

    // The shell that ends the server has its own session, so signals to the tests do not reach it.
    private static void Guard(string data, string folder)
    {
        var watch = $"while kill -0 {Environment.ProcessId} 2> /dev/null && [ -d {folder} ]; do sleep 1; done; "
            + $"if [ -f {data}/postmaster.pid ]; then kill -QUIT $(head -n 1 {data}/postmaster.pid) 2> /dev/null; sleep 1; fi; "
            + $"rm -rf {folder}";
        using var guard = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", $"({watch}) > /dev/null 2>&1 < /dev/null &"]));
        guard?.WaitForExit();
    }
}
