using Microsoft.Data.Sqlite;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>A store in a SQLite file. After a crash, a copy is opened that was made while the process had the file open.</summary>
internal sealed class MortalFile(string folder) : MortalStore
{
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    // Longer than a step, so that a process renews its lease before it expires.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly string _path = Path.Combine(folder, $"{Guid.NewGuid():n}.db");
    private SqliteJobLedger? _ledger;
    private SqliteConnection? _reader;
    private int _calls;

    // While a commit waits for more calls, the ledger uses neither the test's clock nor a thread, but is still busy.
    public override bool IsBusy => Volatile.Read(ref _calls) > 0;

    public override JobLedger Open(TimeProvider time)
    {
        _ledger = new SqliteJobLedger(_path, new() { LeaseTime = LeaseTime, Ledger = new() { TimeProvider = time } });
        _reader = new SqliteConnection($"Data Source={_path};Pooling=False");
        _reader.Open();
        return new MortalLedger(this, _ledger);
    }

    // Reads the table directly, because the ledger changes jobs when it reads them.
    public override IReadOnlyList<LedgerEntry> All()
    {
        lock (_gate)
        {
            using var command = _reader!.CreateCommand();
            command.CommandText = "select key, model, input_hash, state, request_id, input from jobs";
            using var rows = command.ExecuteReader();
            var entries = new List<LedgerEntry>();
            while (rows.Read())
            {
                entries.Add(new LedgerEntry
                {
                    Key = rows.GetString(0),
                    ModelId = rows.GetString(1),
                    InputHash = rows.GetString(2),
                    State = (LedgerState)rows.GetInt32(3),
                    RequestId = rows.IsDBNull(4) ? null : rows.GetString(4),
                    Input = rows.GetFieldValue<byte[]>(5),
                });
            }

            return entries;
        }
    }

    public override LedgerEntry? Find(string key) => All().FirstOrDefault(entry => entry.Key == key);

    public override MortalStore Leave()
    {
        var left = new MortalFile(folder);
        foreach (var part in Parts)
        {
            File.Copy(_path + part, left._path + part);
        }

        return left;
    }

    public override void Dispose()
    {
        _reader?.Dispose();
        _ledger?.Dispose();
        foreach (var part in Parts)
        {
            File.Delete(_path + part);
        }
    }

    private async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        CheckAlive();
        Interlocked.Increment(ref _calls);
        try
        {
            return await call().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    private ValueTask<T> RecordAsync<T>(Func<ValueTask<T>> write) => CallAsync(async () =>
    {
        Pass();
        var result = await write().ConfigureAwait(false);
        Pass();
        return result;
    });

    private sealed class MortalLedger(MortalFile file, JobLedger ledger) : JobLedger(ledger.Options)
    {
        public override string Owner => ledger.Owner;

        public override bool IsDisposed => file.IsDead;

        public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
            file.CallAsync(() => ledger.FindAsync(key, cancellationToken));

        public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
            file.RecordAsync(() => ledger.BeginAsync(intent, cancellationToken));

        public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
            await file.RecordAsync(async () =>
            {
                await ledger.RecordAsync(entry, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);

        public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
            ledger.ListAsync(cancellationToken);

        public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
            LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
            file.CallAsync(() => ledger.ClaimAsync(work, count, except, cancellationToken));

        public override async ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
            await file.CallAsync(async () =>
            {
                await ledger.ReleaseAsync(keys, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
    }
}
