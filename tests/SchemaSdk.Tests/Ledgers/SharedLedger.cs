using System.Collections.Concurrent;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The jobs that the ledgers of several processes share.</summary>
internal sealed class SharedTable(FakeTime time) : ConcurrentDictionary<string, LedgerEntry>
{
    /// <summary>How far the processes' clock is ahead of the ledger's.</summary>
    public TimeSpan Ahead { get; set; }

    public DateTimeOffset Now => time.GetUtcNow() - Ahead;

    /// <summary>Returns a job as processes see it. Once its lease has expired, the job has no owner.</summary>
    public LedgerEntry Seen(LedgerEntry job) => job.Lease.Until > Now ? job : Freed(job);

    /// <summary>Claims a job and records an entry, as another process would.</summary>
    public LedgerEntry Change(string key, Func<LedgerEntry, LedgerEntry> change) => AddOrUpdate(
        key,
        _ => throw new KeyNotFoundException(key),
        (_, last) => change(last) switch
        {
            var next => next with { Version = last.Version + 1, Lease = next.Lease with { Epoch = last.Lease.Epoch + 1 } },
        });

    public static LedgerEntry Freed(LedgerEntry job) => job with { Lease = new() { Epoch = job.Lease.Epoch } };
}

/// <summary>One process's view of a shared ledger. Only a writer that has read a job's last entry can record the next one.</summary>
internal sealed class SharedLedger(SharedTable table, string owner, JobLedgerOptions? options = null)
    : JobLedger(options ?? new JobLedgerOptions())
{
    public override string Owner => owner;

    public override bool IsDisposed => IsOver;

    public bool IsOver { get; set; }

    public override bool NeedsPrices => HasBudget;

    public override bool KeepsBudgets => HasBudget;

    public bool HasBudget { get; init; }

    /// <summary>Runs before an entry is recorded.</summary>
    public Action<LedgerEntry>? Before { get; set; }

    /// <summary>Runs before each lookup, with the key.</summary>
    public Action<string>? Finding { get; set; }

    public List<string> Released { get; } = [];

    /// <summary>The number of calls to <see cref="BeginAsync"/>.</summary>
    public int Begins { get; private set; }

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        Finding?.Invoke(key);
        return new(table.TryGetValue(key, out var job) ? table.Seen(job) : null);
    }

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        Begins++;
        return new(table.TryAdd(intent.Key, Leased(intent)) ? null : table.Seen(table[intent.Key]));
    }

    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        Before?.Invoke(entry);
        var last = table[entry.Key];
        var next = Leased(entry with { Input = last.Input, Result = entry.Result.IsEmpty ? last.Result : entry.Result });
        return last.Version + 1 == entry.Version && last.Lease.Epoch == entry.Lease.Epoch
            && last.MayBecome(entry.State) && !last.IsOtherThan(entry)
            && table.TryUpdate(entry.Key, next, last)
                ? default
                : throw new ModelLedgerException($"{entry.Key} is {last.State}, version {last.Version}.") { IsConflict = true };
    }

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        foreach (var key in keys)
        {
            table.AddOrUpdate(key, _ => null!, (_, last) => last.Lease.Owner == owner ? SharedTable.Freed(last) : last);
            lock (Released)
            {
                Released.Add(key);
            }
        }

        return default;
    }

    public override async IAsyncEnumerable<LedgerEntry> ListAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var entry in table.Values)
        {
            yield return entry with { Input = default, Result = default };
        }
    }

    private LedgerEntry Leased(LedgerEntry entry) => entry with
    {
        Lease = entry.Lease with { Owner = owner, Until = table.Now + TimeSpan.FromSeconds(30) },
    };
}
