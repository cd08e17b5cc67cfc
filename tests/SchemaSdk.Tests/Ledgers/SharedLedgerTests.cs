using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>One key, one job, over several processes.</summary>
public sealed class SharedLedgerTests : IDisposable
{
    // The clock moves past every pause of those who wait: its end may not be near.
    private static readonly RunOptions Keyed = new() { Key = "order-7", JobTimeout = TimeSpan.FromDays(20) };

    private readonly Stage _stage = Stage.Accepting();
    private readonly SharedTable _table;
    private readonly SharedLedger _ledger;

    public SharedLedgerTests()
    {
        _table = new SharedTable(_stage.Time);
        _ledger = new SharedLedger(_table, "here");
        _stage.Options.Ledger = _ledger;
        _stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
    }

    [Fact]
    public async Task A_job_that_another_process_is_about_to_send_is_waited_for()
    {
        Begin(LedgerState.Intended, "there", TimeSpan.FromDays(30));
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await _stage.Time.NextDelayAsync();
        Assert.Equal(0, _stage.Script.Submit.Count);

        _table.Change("order-7", last => last with { State = LedgerState.Accepted, Attempt = Attempt(1), RequestId = Steps.Id });
        var result = await Soon.Async(run);

        Assert.Equal((Steps.Id, 0), (result.RequestId, _stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(LedgerState.Intended, 0)]
    [InlineData(LedgerState.Refused, 0)]
    [InlineData(LedgerState.Intended, 40)]
    public async Task Once_the_lease_of_the_other_process_has_ended_by_the_clock_of_the_ledger_the_job_is_submitted(
        LedgerState state, int secondsAhead)
    {
        _table.Ahead = TimeSpan.FromSeconds(secondsAhead);
        Begin(state, "there");

        // Delays take no time, and the clock moves on by them.
        var result = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 1), (result.RequestId, _stage.Script.Submit.Count));
        Assert.True(_stage.Time.Delays.Count(delay => delay == TimeSpan.FromSeconds(1)) >= 30);
    }

    [Fact]
    public async Task Whoever_is_second_to_send_a_job_attaches_to_it_and_sends_nothing()
    {
        Before(LedgerState.Sending, last => last with { State = LedgerState.Accepted, Attempt = Attempt(1), RequestId = Steps.Id });

        var result = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, "order-7", 0), (result.RequestId, result.Key, _stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_ledger_that_lets_nobody_through_is_an_error()
    {
        _ledger.Before = _ => _table.Change("order-7", last => last);

        var error = await Soon.Throws<ModelLedgerException>(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((true, "order-7", 0), (error.IsConflict, error.Key, _stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(LedgerState.Unknown)]
    [InlineData(LedgerState.Refused)]
    public async Task A_late_id_settles_the_job_that_was_held_for_lost(LedgerState state)
    {
        Before(LedgerState.Accepted, last => last with { State = state });

        var result = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 1), (result.RequestId, _stage.Script.Submit.Count));
        Assert.Equal((Steps.Id, "here"), (_table["order-7"].RequestId, _table["order-7"].Settled?.By));
    }

    [Fact]
    public async Task A_line_that_was_put_down_although_the_ledger_said_it_was_not_is_taken_for_what_it_is()
    {
        Before(LedgerState.Accepted, last => last with { State = LedgerState.Accepted, RequestId = Steps.Id });

        var result = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, null), (result.RequestId, _table["order-7"].Settled?.By));
    }

    [Fact]
    public async Task A_late_id_of_an_earlier_attempt_is_in_the_error()
    {
        Before(LedgerState.Accepted, last => last with { State = LedgerState.Sending, Attempt = Attempt(2) });

        var error = await Soon.Throws<ModelLedgerException>(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, "order-7"), (error.RequestId, error.Key));
        Assert.Equal((LedgerState.Sending, null), (_table["order-7"].State, _table["order-7"].RequestId));
    }

    [Fact]
    public async Task A_late_refusal_gives_up_and_is_logged()
    {
        var log = new ListLog();
        _stage.Options.LoggerFactory = log;
        _stage.Script.Submit.Forget();
        _stage.Script.Submit.Does(Steps.Answer(422, """{"error_code":422001,"error_message":"no"}"""));
        Before(LedgerState.Refused, last => last with { State = LedgerState.Unknown });

        await Soon.Throws<ModelApiException>(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal(LedgerState.Unknown, _table["order-7"].State);
        Assert.Contains(log.Lines, line => line.Contains("could not be recorded in the ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_this_process_left_in_the_middle_of_a_submit_is_unknown()
    {
        Begin(LedgerState.Sending, "here");

        await Soon.Throws<ModelSubmissionUnknownException>(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((LedgerState.Unknown, 0), (_table["order-7"].State, _stage.Script.Submit.Count));
    }

    [Fact]
    public async Task The_key_of_a_job_of_another_service_is_refused()
    {
        Begin(LedgerState.Accepted, owner: null);
        _table.Change("order-7", last => last with { Service = "acme", RequestId = Steps.Id });

        var error = await Soon.Throws<ModelLedgerException>(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Contains("belongs to acme, but this client calls RunComfy", error.Message, StringComparison.Ordinal);
        Assert.Equal(("order-7", Steps.Id, true, 0), (error.Key, error.RequestId, error.IsLasting, _stage.Script.Requests.Count));
    }

    [Theory]
    [InlineData(LedgerState.Intended, true)]
    [InlineData(LedgerState.Refused, true)]
    [InlineData(LedgerState.Unknown, false)]
    [InlineData(LedgerState.Accepted, false)]
    public async Task Another_key_is_advised_only_where_the_job_of_the_other_service_was_not_sent(LedgerState state, bool isAdvised)
    {
        Begin(state, owner: null);
        _table.Change("order-7", last => last with
        {
            Service = "acme",
            RequestId = state == LedgerState.Accepted ? Steps.Id : null,
        });

        var error = await Soon.Throws<ModelLedgerException>(_stage.Still.RunAsync("a cat", Keyed));

        Assert.EndsWith(
            isAdvised ? "Use a client of acme, or another key." : "Use a client of acme.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_nobody_here_waits_for_any_more_is_released()
    {
        using var stop = new CancellationTokenSource();
        var status = Hang.AfterBody;
        _stage.Script.Status.Forget();
        _stage.Script.Status.Does(status.Step);
        await Soon.Async(_stage.Still.SubmitAsync("a cat"));
        var run = _stage.Still.RunAsync("a cat", Keyed, stop.Token);
        await status.Reached;

        await stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(run);

        await Soon.Until(() => _ledger.Released.Count == 2);
        Assert.Equal([null, null], _table.Values.Select(entry => entry.Lease.Owner));
        Assert.Contains("order-7", _ledger.Released);
    }

    public void Dispose() => _stage.Dispose();

    // A job that is in the ledger before it is run here.
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

    // Another process puts a line down right before this one does.
    private void Before(LedgerState state, Func<LedgerEntry, LedgerEntry> change) => _ledger.Before = entry =>
    {
        if (entry.State == state)
        {
            _ledger.Before = null;
            _table.Change(entry.Key, change);
        }
    };
}
