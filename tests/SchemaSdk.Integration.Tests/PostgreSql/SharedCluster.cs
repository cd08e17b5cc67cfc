using System.Collections.Concurrent;
using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>One server for all tests. It starts when the first test needs it.</summary>
internal static class SharedCluster
{
    // With dozens of databases, autovacuum would start a process several times a second. The ledger itself turns on synchronous_commit.
    private static readonly Lazy<Task<PrivateCluster>> Started = new(
        static () => PrivateCluster.StartAsync("autovacuum=off", "synchronous_commit=off"));

    private static readonly ConcurrentBag<string> Returned = [];

    public static Task<PrivateCluster> Get() => Started.Value;

    /// <summary>Returns the connection string of an empty database.</summary>
    public static async Task<string> DatabaseAsync()
    {
        if (!Returned.TryTake(out var used))
        {
            return PrivateCluster.Untyped(await (await Started.Value).CreateDatabaseAsync());
        }

        await EmptyAsync(used);
        return used;
    }

    /// <summary>Makes a database available to a later test. Emptying it takes less time than creating another one.</summary>
    public static void Return(string database) => Returned.Add(database);

    /// <summary>Runs statements without a connection pool, so that their session ends after them.</summary>
    public static async Task<object?> RunAloneAsync(string database, string statements)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statements, connection);
        return await command.ExecuteScalarAsync();
    }

    private static Task EmptyAsync(string database) => RunAloneAsync(database, """
        do $$
        declare used text;
        begin
          perform pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
          for used in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
            execute format('drop schema %I cascade', used);
          end loop;
          create schema public;
        end $$
        """);
}
