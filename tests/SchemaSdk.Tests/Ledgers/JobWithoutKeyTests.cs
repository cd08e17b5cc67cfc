namespace SchemaSdk.Tests.Ledgers;

/// <summary>A job with a generated key is recorded only when it is sent, because no other call can know the key before that.</summary>
public sealed class JobWithoutKeyTests : StageTest
{
    private readonly MemoryJobLedger _ledger = Shelf.Open(new MemoryStore());
    private readonly ListLog _log = new();

    public JobWithoutKeyTests() : base(new Stage(skipsDelays: false)) =>
        (Stage.Options.Ledger, Stage.Options.LoggerFactory) = (_ledger, _log);

    [Fact]
    public async Task A_job_without_a_key_is_recorded_before_it_is_sent()
    {
        var seen = new List<LedgerEntry>();
        Stage.Script.Submit.Does(Steps.Accepted.After(async _ => seen.AddRange(await _ledger.AllAsync())));

        await Soon.Async(Stage.Still.SubmitAsync("a cat"));

        Assert.Equal((LedgerState.Sending, 2, 1), (Assert.Single(seen).State, seen[0].Version, seen[0].Attempt?.Number));
        Assert.Equal(LedgerState.Accepted, Assert.Single(await _ledger.AllAsync()).State);
    }

    [Fact]
    public async Task A_job_without_a_key_that_is_not_sent_is_not_recorded()
    {
        var hang = Hang.BeforeBody;
        Stage.Options.MaxRequestsInFlight = 1;
        Stage.Script.Submit.Does(hang.Step);
        var first = Stage.Still.SubmitAsync("a cat");
        await hang.Reached;
        var second = Stage.Still.SubmitAsync("a dog", options: null, Stage.Stop.Token);

        await Stage.Stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.Async(second));
        hang.Answer(Steps.Accepted);
        await Soon.Async(first);

        Assert.Equal(LedgerState.Accepted, Assert.Single(await _ledger.AllAsync()).State);
    }

    [Fact]
    public async Task A_job_without_a_key_that_exceeds_a_budget_of_the_ledger_is_refused()
    {
        Stage.Options.Ledger = new FailingLedger(_ledger, new ModelBudgetException("The budget is used up."));

        await Soon.Throws<ModelBudgetException>(Stage.Still.SubmitAsync("a cat"));

        var refused = Assert.Single(await _ledger.AllAsync());
        Assert.Equal((LedgerState.Refused, LedgerRefusal.Budget), (refused.State, refused.Refused?.By));
    }

    [Fact]
    public async Task A_lasting_failure_to_record_a_job_without_a_key_is_not_retried()
    {
        Stage.Options.Ledger = new FailingLedger(_ledger, new ModelLedgerException("The password is wrong.") { IsLasting = true })
        {
            IsAtBegin = true,
        };

        await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat"));

        Assert.Null(Stage.Time.NextDue);
        Assert.DoesNotContain(_log.Lines, static line => line.Contains("could not be recorded", StringComparison.Ordinal));
        Assert.Empty(await _ledger.AllAsync());
    }

    [Fact]
    public async Task A_first_attempt_that_the_ledger_commits_late_is_followed_by_its_refusal()
    {
        var ledger = new LateLedger(_ledger);
        Stage.Options.Ledger = ledger;
        await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat"));
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        var pause = await Stage.Time.NextDelayAsync();

        ledger.IsAway = false;
        await ledger.CommitAsync();
        Stage.Time.Advance(pause);
        await Soon.Until(() => _log.Lines.Any(static line => line.Contains("was recorded late", StringComparison.Ordinal)));

        Assert.Equal((LedgerState.Refused, 0), (Assert.Single(await _ledger.AllAsync()).State, Stage.Script.Submit.Count));
        Assert.DoesNotContain(_log.Lines, static line => line.Contains("could not be recorded", StringComparison.Ordinal));
    }

    // The caller may have made another call with the key in the exception, and the attempt may be that call's.
    [Fact]
    public async Task An_unknown_attempt_is_not_recorded_as_refused_by_a_call_that_sent_nothing()
    {
        var ledger = new LateLedger(_ledger);
        Stage.Options.Ledger = ledger;
        var error = await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat"));
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        var pause = await Stage.Time.NextDelayAsync();

        ledger.IsAway = false;
        await ledger.CommitAsync();
        await _ledger.NextAsync(Assert.Single(await _ledger.AllAsync()), LedgerState.Unknown);
        var finds = ledger.Finds;
        Stage.Time.Advance(pause);
        await Soon.Until(() => ledger.Finds > finds);

        // A background retry of the failed call holds the claim until the retry ends, so the test waits for the claim.
        using (await ledger.Claims.TakeAsync(error.Key!, CancellationToken.None))
        {
            Assert.Equal(LedgerState.Unknown, Assert.Single(await _ledger.AllAsync()).State);
        }
    }

    private sealed class FailingLedger(JobLedger inner, Exception failure) : ForwardingLedger(inner)
    {
        public bool IsAtBegin { get; init; }

        public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
            IsAtBegin ? throw failure : base.BeginAsync(intent, cancellationToken);

        public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
            entry.State == LedgerState.Sending ? throw failure : base.RecordAsync(entry, cancellationToken);
    }

    // Acts like a server that commits an entry only after the connection was lost.
    private sealed class LateLedger(JobLedger inner) : ForwardingLedger(inner)
    {
        private (LedgerEntry Intent, LedgerEntry Next)? _first;

        public bool IsAway { get; set; } = true;

        public int Finds { get; private set; }

        public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
        {
            Finds++;
            return IsAway ? throw new ModelLedgerException("The database is away.") : base.FindAsync(key, cancellationToken);
        }

        internal override ValueTask<bool> BeginAsync(LedgerEntry intent, LedgerEntry next)
        {
            _first ??= (intent, next);
            throw new ModelLedgerException("The connection was lost.");
        }

        public async Task CommitAsync()
        {
            await base.BeginAsync(_first!.Value.Intent);
            await base.RecordAsync(_first.Value.Next);
        }
    }
}
