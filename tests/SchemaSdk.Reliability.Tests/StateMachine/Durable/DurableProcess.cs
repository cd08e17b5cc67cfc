using System.Text;
using System.Text.Json;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>One process, with its client, the ledger of the client, and the calls that are waiting.</summary>
internal sealed class DurableProcess
{
    private readonly DurableWorld _world;
    private readonly FilesClient _client;
    private readonly List<DurableCall> _calls = [];

    public DurableProcess(DurableWorld world, MortalStore store, FakeTime time, LedgerFault fault)
    {
        (_world, Store, Server) = (world, store, new DurableServer(world));
        var ledger = store.Open(time);
        var options = new ModelClientOptions
        {
            ApiToken = World.Token,
            BaseAddress = new Uri("https://service.test"),
            TimeProvider = time,
            JobTimeout = TimeSpan.FromDays(1),
            Ledger = fault is LedgerFault.None or LedgerFault.LastLineLost ? ledger : new FaultyLedger(Reset(ledger, fault), fault),
        };
        _client = new FilesClient(
            ModelService.RunComfy, new HttpClient(Server) { Timeout = Timeout.InfiniteTimeSpan }, options);
    }

    public MortalStore Store { get; }

    public DurableServer Server { get; }

    public bool IsBusy => _calls.Exists(static call => !call.Task.IsCompleted);

    public LedgerEntry? Stored(string key) => Store.Find(key);

    public void End()
    {
        (Server.IsDead, Store.IsDead) = (true, true);
        Store.Dispose();
    }

    /// <summary>The input that the ledger keeps for a job; empty if the key is new.</summary>
    public string InputOf(string key) =>
        Stored(key) is { } entry ? Encoding.UTF8.GetString(entry.Input.Span) : "";

    public void Run(string key, string prompt)
    {
        var call = new DurableCall(key, prompt);
        _calls.Add(call);
        call.Task = RunAsync(call);
    }

    /// <summary>For the last call of each key, checks the promises about the end of the job.</summary>
    public void CheckEnds()
    {
        foreach (var call in _calls)
        {
            var (entry, job) = (Stored(call.Key), _world.Of(call.Key));
            var facts =
                $"{job.Key}: charged as [{string.Join(", ", job.Ids)}], stored {entry?.State} {entry?.RequestId}, reported {call.Told}";
            if (job.Ids.Count > 1)
            {
                _world.Break(LedgerRule.SentOnce, facts);
            }
            else if (entry?.State == LedgerState.Unknown)
            {
                if (!job.MayBeUnknown || call.Told is not nameof(ModelSubmissionUnknownException))
                {
                    _world.Break(LedgerRule.IdsKept, facts);
                }
            }
            else if (entry?.RequestId != job.Ids.SingleOrDefault())
            {
                _world.Break(LedgerRule.IdsKept, facts);
            }
            else if (call.Told != $"{{\"made_by\":\"{entry?.RequestId}\"}}")
            {
                _world.Break(LedgerRule.EndIsDelivered, facts);
            }
        }
    }

    private static JobLedger Reset(JobLedger ledger, LedgerFault fault)
    {
        foreach (var entry in ledger.ListAsync().ToBlockingEnumerable().ToList())
        {
            if (entry.State == LedgerState.Unknown && fault == LedgerFault.SendingTakenForIntended)
            {
                ledger.SettleAsync(entry.Key, null, "nobody").AsTask().GetAwaiter().GetResult();
            }
            else if (entry.State == LedgerState.Intended && fault == LedgerFault.IntendedTakenForUnknown)
            {
                var unknown = entry with { State = LedgerState.Unknown, Version = entry.Version + 1, Input = default };
                ledger.RecordAsync(unknown).AsTask().GetAwaiter().GetResult();
            }
        }

        return ledger;
    }

    private async Task RunAsync(DurableCall call)
    {
        var input = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["prompt"] = call.Prompt });
        try
        {
            var options = new RunOptions { Key = call.Key, Progress = new Heard(this, call.Key) };
            var result = await _client.RunAsync(call.Key, input, options).ConfigureAwait(false);
            if (Store.IsDead)
            {
                return;
            }

            call.Told = result.Output.GetRawText();
            var entry = Stored(call.Key);
            if (entry?.State is not (LedgerState.Ended or LedgerState.Delivered))
            {
                _world.Break(LedgerRule.EndIsDurable, $"{call.Key} returns a result, but the store says {entry?.State}");
            }

            var kept = InputOf(call.Key);
            if (!kept.Contains(call.Prompt, StringComparison.Ordinal))
            {
                _world.Break(LedgerRule.OneInput, $"{call.Key} has the input {kept}, but returns a result for {call.Prompt}");
            }
        }
        catch (Exception exception)
        {
            // Every exception is caught here because the check at the end of the history judges it.
            call.Told = exception.GetType().Name;
        }
    }

    private sealed class Heard(DurableProcess process, string key) : IProgress<JobStatus>
    {
        public void Report(JobStatus value)
        {
            if (!process.Store.IsDead && process.Stored(key)?.RequestId != value.RequestId)
            {
                process._world.Break(LedgerRule.AcceptedIsDurable, $"{key} reports {value.RequestId}, which the store does not have");
            }
        }
    }

    private sealed record DurableCall(string Key, string Prompt)
    {
        public Task Task { get; set; } = Task.CompletedTask;

        public string? Told { get; set; }
    }
}
