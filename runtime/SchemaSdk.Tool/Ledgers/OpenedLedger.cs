using System.Runtime.CompilerServices;
using SchemaSdk.Ledgers.Storage;
using SchemaSdk.PostgreSql;

namespace SchemaSdk.Tool.Ledgers;

/// <summary>A ledger that a command has opened.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="plain">The jobs whose results it keeps.</param>
internal sealed class OpenedLedger(JobLedger ledger, PlainJobs plain) : IAsyncDisposable
{
    internal JobLedger Ledger => ledger;

    /// <summary>The jobs whose results are kept: whoever waits for a job looks first whether it is one of them.</summary>
    internal PlainJobs Plain => plain;

    /// <summary>True if another process writes to it right now.</summary>
    internal bool HasWriter => ledger is FileJobLedgerView { HasWriter: true };

    /// <summary>True if no process has its file open: nobody sends what is in <see cref="LedgerState.Sending"/> any more.</summary>
    /// <remarks>A database makes such jobs unknown by itself.</remarks>
    internal bool IsLeft => ledger is FileJobLedgerView { HasWriter: false };

    /// <summary>Returns true if processes that share it keep budgets, which nobody else knows.</summary>
    internal async Task<bool> IsBudgetedAsync(CancellationToken stop) =>
        ledger is PostgreSqlJobLedger database && await database.IsBudgetedAsync(stop).ConfigureAwait(false);

    /// <exception cref="ModelLedgerException">It does not exist, or cannot be read.</exception>
    internal static JobLedger ForReading(string path, JobLedgerOptions options) => FileJobLedger.OpenForReading(path, options);

    /// <exception cref="ModelLedgerException">It does not exist, somebody else has it, or it cannot be written.</exception>
    internal static JobLedger ForWriting(string path, JobLedgerOptions options) => File.Exists(path)
        ? new FileJobLedger(path, options)
        : throw LedgerPath.Missing(path);

    /// <summary>Uses the tables of a database beside everybody else. It makes none.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    internal static JobLedger OfDatabase(string connectionString, JobLedgerOptions options) => new PostgreSqlJobLedger(
        connectionString,
        new PostgreSqlLedgerOptions
        {
            Ledger = options,
            MigratesSchema = false,
            // The program that keeps its jobs there has decided that.
            RequiresFsync = false,
            RetryTime = TimeSpan.FromSeconds(5),
        });

    /// <summary>Lists the jobs with their inputs and results.</summary>
    internal async IAsyncEnumerable<LedgerEntry> ListWholeAsync([EnumeratorCancellation] CancellationToken stop)
    {
        if (ledger is FileJobLedgerView view)
        {
            await foreach (var entry in view.ListWholeAsync(stop).ConfigureAwait(false))
            {
                yield return entry;
            }

            yield break;
        }

        await foreach (var entry in ledger.ListAsync(stop).ConfigureAwait(false))
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
