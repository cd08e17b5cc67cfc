using System.Runtime.CompilerServices;
using SchemaSdk.Durable;
using SchemaSdk.PostgreSql;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>A ledger that a command has opened.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="plain">The jobs whose results need no encryption.</param>
internal sealed class OpenedLedger(JobLedger ledger, PlainJobs plain) : IAsyncDisposable
{
    internal JobLedger Ledger => ledger;

    /// <summary>
    /// The jobs whose results need no encryption. Call <see cref="PlainJobs.AddIfPlain"/> before waiting for a job.
    /// </summary>
    internal PlainJobs Plain => plain;

    /// <summary>
    /// Returns true if any process has used a budget with this ledger. A command cannot respect such a budget, because the ledger does not
    /// record how large the budget is.
    /// </summary>
    internal async Task<bool> IsBudgetedAsync(CancellationToken stop) => ledger switch
    {
        DurableJobLedger durable => await durable.IsBudgetedAsync(stop).ConfigureAwait(false),
        _ => false,
    };

    /// <summary>Opens an existing file, even while other processes have it open.</summary>
    /// <exception cref="ModelLedgerException">The file does not exist, or is not the file of a ledger.</exception>
    internal static JobLedger OfFile(string path, JobLedgerOptions options) => new SqliteJobLedger(
        Existing(path), new SqliteLedgerOptions { Ledger = options, RetryTime = TimeSpan.FromSeconds(5) });

    /// <exception cref="ModelLedgerException">The path does not exist.</exception>
    internal static string Existing(string path) => File.Exists(path) || Directory.Exists(path)
        ? path
        : throw new ModelLedgerException($"The ledger '{path}' does not exist. Specify the path of an existing ledger.");

    /// <summary>Opens the existing tables of a database, even while other processes use them.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    internal static JobLedger OfDatabase(string connectionString, JobLedgerOptions options) => new PostgreSqlJobLedger(
        connectionString,
        new PostgreSqlLedgerOptions
        {
            Ledger = options,
            MigratesSchema = false,
            // The program that owns the database decides whether fsync=off is safe enough.
            RequiresFsync = false,
            RetryTime = TimeSpan.FromSeconds(5),
        });

    /// <summary>Lists the jobs. Adds an error to <paramref name="unread"/> for each job whose row cannot be read.</summary>
    internal IAsyncEnumerable<LedgerEntry> ListAsync(List<ModelLedgerException> unread, CancellationToken stop) =>
        ledger is DurableJobLedger durable ? durable.ListAsync(unread, stop) : ledger.ListAsync(stop);

    /// <summary>Lists the jobs like <see cref="ListAsync"/>, but with their inputs and results.</summary>
    internal async IAsyncEnumerable<LedgerEntry> ListWholeAsync(
        List<ModelLedgerException> unread, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var entry in ListAsync(unread, stop).ConfigureAwait(false))
        {
            yield return await ledger.FindAsync(entry.Key, stop).ConfigureAwait(false) ?? entry;
        }
    }

    public ValueTask DisposeAsync()
    {
        switch (ledger)
        {
            case IAsyncDisposable disposable:
                return disposable.DisposeAsync();
            default:
                (ledger as IDisposable)?.Dispose();
                return ValueTask.CompletedTask;
        }
    }
}
