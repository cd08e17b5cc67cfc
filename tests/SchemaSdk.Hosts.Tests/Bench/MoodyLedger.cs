using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SchemaSdk.Hosts.Tests.Bench;

/// <summary>A ledger of an application in memory, whose database can be away.</summary>
internal sealed class MoodyLedger(JobLedgerOptions? options = null) : JobLedger(options ?? new())
{
    private readonly object _gate = new();
    private readonly Dictionary<string, LedgerEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _givenBack = new(StringComparer.Ordinal);
    private int _askedById;
    private int _askedToRelease;
    private int _ending;

    /// <summary>The exception that every call throws; null: it answers.</summary>
    public Exception? Away { get; set; }

    /// <summary>The exception that it throws for the first line of each job; null: it takes them.</summary>
    public Exception? Begins { get; set; }

    /// <summary>The reason why it keeps too much.</summary>
    public ModelLedgerException? Growing { get; set; }

    /// <summary>The name of this process among those that share it; null: it is that of one process.</summary>
    public string? Name { get; init; }

    public override string? Owner => Name;

    public override ModelLedgerException? UpkeepFailure => Growing;

    /// <summary>The number of jobs that this process lost to another one.</summary>
    public long LeasesLost { get; init; }

    /// <summary>The kind of work that it hands out to whoever asks for a kind.</summary>
    public Func<LedgerWork, LedgerWork> HandsOut { get; init; } = work => work;

    /// <summary>Runs before a line is put down.</summary>
    public Action<LedgerEntry>? Before { get; set; }

    /// <summary>The time after which it says that there may be new work.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The number of times that a worker looked for work.</summary>
    public int Looks { get; private set; }

    /// <summary>The moment from which it finds jobs by their ids.</summary>
    public Task AnswersById { get; set; } = Task.CompletedTask;

    /// <summary>The number of times that a job was looked for by its id.</summary>
    public int AskedById => Volatile.Read(ref _askedById);

    /// <summary>The keys by which jobs were looked for, in their order.</summary>
    public ConcurrentQueue<string> AskedKeys { get; } = new();

    /// <summary>The moment from which jobs can be given back.</summary>
    public Task Releases { get; set; } = Task.CompletedTask;

    /// <summary>The number of times that jobs were to be given back.</summary>
    public int AskedToRelease => Volatile.Read(ref _askedToRelease);

    /// <summary>The moment from which it takes the ends of jobs.</summary>
    public Task Ends { get; set; } = Task.CompletedTask;

    /// <summary>The number of ends that wait for that moment.</summary>
    public int Ending => Volatile.Read(ref _ending);

    /// <summary>The moment from which it counts its jobs.</summary>
    public Task Counts { get; set; } = Task.CompletedTask;

    /// <summary>Jobs given back so far.</summary>
    public List<string> Released { get; } = [];

    /// <summary>Waits until a worker has looked for work again, many times.</summary>
    public Task UntilLookedForWorkAsync()
    {
        var looks = Looks;
        return Soon.Until(() => Task.FromResult(Looks > looks + 20));
    }

    public Task UntilReleasedAsync(int count)
    {
        return Soon.Until(() => Task.FromResult(Count() >= count));

        int Count()
        {
            lock (_gate)
            {
                return Released.Count;
            }
        }
    }

    public void Put(LedgerEntry entry)
    {
        lock (_gate)
        {
            _entries[entry.Key] = entry;
        }
    }

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AskedKeys.Enqueue(key);
        lock (Answering())
        {
            return new(_entries.GetValueOrDefault(key));
        }
    }

    public override async ValueTask<LedgerEntry?> FindByRequestAsync(string requestId, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _askedById);
        await AnswersById.WaitAsync(cancellationToken);
        return await base.FindByRequestAsync(requestId, cancellationToken);
    }

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        lock (Begins is { } failure ? throw failure : Answering())
        {
            return new(_entries.TryAdd(intent.Key, intent) ? null : _entries[intent.Key]);
        }
    }

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (entry.State == LedgerState.Ended && !Ends.IsCompleted)
        {
            Interlocked.Increment(ref _ending);
            await Ends;
        }

        lock (Answering())
        {
            Before?.Invoke(entry);
            var last = _entries[entry.Key];
            if (last.Version + 1 != entry.Version)
            {
                throw new ModelLedgerException("Somebody else has put another line down.") { IsConflict = true };
            }

            var result = entry.Result.IsEmpty ? last.Result : entry.Result;
            _entries[entry.Key] = entry with { Input = last.Input, Result = result };
        }
    }

    public override async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<LedgerEntry> all;
        lock (Answering())
        {
            // Those that were given back stand behind the others.
            all = [.. _entries.Values.OrderBy(entry => _givenBack.GetValueOrDefault(entry.Key))];
        }

        foreach (var entry in all)
        {
            yield return entry with { Input = default, Result = default };
        }

        await Task.CompletedTask;
    }

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, CancellationToken cancellationToken = default)
    {
        Looks++;
        return base.ClaimAsync(HandsOut(work), count, cancellationToken);
    }

    public override async ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        await Counts.WaitAsync(cancellationToken);
        return await base.SummarizeAsync(cancellationToken) with { LeasesLost = LeasesLost };
    }

    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default) =>
        Task.Delay(PollInterval, cancellationToken);

    public override async ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _askedToRelease);
        await Releases.WaitAsync(cancellationToken);
        lock (_gate)
        {
            Released.AddRange(keys);
            foreach (var key in keys)
            {
                _givenBack[key] = Released.Count;
            }
        }

        await base.ReleaseAsync(keys, cancellationToken);
    }

    private object Answering() => Away is { } away ? throw away : _gate;
}
