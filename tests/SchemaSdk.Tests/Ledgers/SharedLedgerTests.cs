namespace SchemaSdk.Tests.Ledgers;

/// <summary>Each key must belong to one job, even with several processes.</summary>
public sealed class SharedLedgerTests : StageTest
{
    private readonly SharedTable _table;
    private readonly SharedLedger _ledger;

    public SharedLedgerTests() : base(Stage.Accepting())
    {
        _table = new SharedTable(Stage.Time);
        _ledger = new SharedLedger(_table, "here");
        Stage.Options.Ledger = _ledger;
        Stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Status("completed"));
        Stage.Script.Result.Does(Steps.Succeeded);
    }

    [Fact]
    public async Task A_call_waits_for_a_job_that_another_process_is_about_to_submit()
    {
        Begin(LedgerState.Intended, "there", TimeSpan.FromDays(30));
        var run = Stage.Still.RunAsync("a cat", Shelf.Patient);
        await Stage.Time.NextDelayAsync();
        Assert.Equal(0, Stage.Script.Submit.Count);

        _table.Change("order-7", last => last with { State = LedgerState.Accepted, Attempt = Attempt(1), RequestId = Steps.Id });
        var result = await Soon.Async(run);

        Assert.Equal((Steps.Id, 0), (result.RequestId, Stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(LedgerState.Intended, 0)]
    [InlineData(LedgerState.Refused, 0)]
    [InlineData(LedgerState.Intended, 40)]
    public async Task A_job_is_submitted_once_the_lease_of_the_other_process_has_expired_by_the_clock_of_the_ledger(
        LedgerState state, int secondsAhead)
    {
        _table.Ahead = TimeSpan.FromSeconds(secondsAhead);
        Begin(state, "there");

        // The clock skips every delay, so the lease expires immediately.
        var result = await Soon.Async(Stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Equal((Steps.Id, 1), (result.RequestId, Stage.Script.Submit.Count));
        Assert.True(Stage.Time.Delays.Count(delay => delay == TimeSpan.FromSeconds(1)) >= 30);
        Assert.Equal(2, _ledger.Begins);   // while the call waits, it only reads the ledger and records nothing
    }

    [Theory]
    [InlineData(LedgerState.Accepted, 0)]
    [InlineData(LedgerState.Refused, 1)]
    public async Task The_second_process_to_submit_a_job_attaches_to_it_and_sends_nothing_unless_the_first_saw_it_refused(
        LedgerState other, int submits)
    {
        Before(LedgerState.Sending, last => last with
        {
            State = other,
            Attempt = Attempt(1),
            RequestId = other == LedgerState.Accepted ? Steps.Id : null,
        });

        var result = await Soon.Async(Stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Equal((Steps.Id, "order-7", submits), (result.RequestId, result.Key, Stage.Script.Submit.Count));
        Assert.Equal(1 + submits, _table["order-7"].Attempts);
    }

    [Fact]
    public async Task A_ledger_that_rejects_every_entry_is_an_error()
    {
        _ledger.Before = _ => _table.Change("order-7", last => last);

        var error = await Soon.Throws<ModelLedgerException>(Stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Equal((true, "order-7", 0), (error.IsConflict, error.Key, Stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(LedgerState.Unknown, "here")]
    [InlineData(LedgerState.Refused, "here")]
    [InlineData(LedgerState.Accepted, null)] // recorded although the ledger reported a failure
    public async Task A_late_request_id_settles_a_job_that_was_unknown_or_refused(LedgerState state, string? settledBy)
    {
        Before(LedgerState.Accepted, last => last with { State = state, RequestId = state == LedgerState.Accepted ? Steps.Id : null });

        var result = await Soon.Async(Stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Equal((Steps.Id, 1), (result.RequestId, Stage.Script.Submit.Count));
        Assert.Equal((Steps.Id, settledBy), (_table["order-7"].RequestId, _table["order-7"].Settled?.By));
    }

    [Fact]
    public async Task The_error_for_a_late_request_id_of_an_earlier_attempt_contains_the_id()
    {
        Before(LedgerState.Accepted, last => last with { State = LedgerState.Sending, Attempt = Attempt(2) });

        var error = await Soon.Throws<ModelLedgerException>(Stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Equal((Steps.Id, "order-7"), (error.RequestId, error.Key));
        Assert.Equal((LedgerState.Sending, null), (_table["order-7"].State, _table["order-7"].RequestId));
    }

    [Fact]
    public async Task A_late_refusal_changes_nothing_and_is_logged()
    {
        var log = Stage.Logged();
        Stage.Script.Submit.DoesOnly(Steps.Answer(422, """{"error_code":422001,"error_message":"no"}"""));
        Before(LedgerState.Refused, last => last with { State = LedgerState.Unknown });

        await Soon.Throws<ModelApiException>(Stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Equal(LedgerState.Unknown, _table["order-7"].State);
        Assert.Contains(log.Lines, line => line.Contains("could not be recorded in the ledger", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LedgerState.Intended, true)]
    [InlineData(LedgerState.Refused, true)]
    [InlineData(LedgerState.Unknown, false)]
    [InlineData(LedgerState.Accepted, false)]
    public async Task The_key_of_a_job_of_another_service_is_refused_and_another_key_is_advised_only_if_that_job_was_not_sent(
        LedgerState state, bool isAdvised)
    {
        var id = state == LedgerState.Accepted ? Steps.Id : null;
        Begin(state, owner: null);
        _table.Change("order-7", last => last with { Service = "acme", RequestId = id });

        var error = await Soon.Throws<ModelLedgerException>(Stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Contains("belongs to acme, but this client calls RunComfy", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            isAdvised ? "Use a client for acme, or another key." : "Use a client for acme.", error.Message, StringComparison.Ordinal);
        Assert.Equal(("order-7", id, true, 0), (error.Key, error.RequestId, error.IsLasting, Stage.Script.Requests.Count));
    }

    private void Begin(LedgerState state, string? owner, TimeSpan? lease = null)
    {
        var intent = _ledger.IntentOf("order-7", StillModel.Id, """{"prompt":"a cat"}"""u8.ToArray());
        _table["order-7"] = intent with
        {
            State = state,
            Lease = new() { Owner = owner, Until = _table.Now + (lease ?? TimeSpan.FromSeconds(30)) },
        };
    }

    private LedgerAttempt Attempt(int number) => new() { Number = number, SentAt = _table.Now };

    // Records an entry as if another process did so, right before this process records its own.
    private void Before(LedgerState state, Func<LedgerEntry, LedgerEntry> change) => _ledger.Before = entry =>
    {
        if (entry.State == state)
        {
            _ledger.Before = null;
            _table.Change(entry.Key, change);
        }
    };
}
