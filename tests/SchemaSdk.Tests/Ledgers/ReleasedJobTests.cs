namespace SchemaSdk.Tests.Ledgers;

public sealed class ReleasedJobTests : StageTest
{
    private readonly SharedTable _table;
    private readonly SharedLedger _ledger;

    public ReleasedJobTests() : base(Stage.Accepting())
    {
        _table = new SharedTable(Stage.Time);
        _ledger = new SharedLedger(_table, "here");
        Stage.Options.Ledger = _ledger;
    }

    [Fact]
    public async Task A_disposed_client_stops_waiting_for_another_process()
    {
        _table["order-7"] = _ledger.IntentOf("order-7", StillModel.Id, """{"prompt":"a cat"}"""u8.ToArray()) with
        {
            Lease = new() { Owner = "there", Until = Stage.Time.GetUtcNow() + TimeSpan.FromDays(1000) },
        };
        var run = Stage.Still.RunAsync("a cat", Shelf.Patient);
        await Stage.Time.NextDelayAsync();

        Stage.Client.Dispose();

        await Soon.Throws<ObjectDisposedException>(run);
        Assert.Equal(0, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_caller_that_leaves_the_delivery_to_a_worker_releases_a_job_that_has_not_ended()
    {
        await WaitAndLeaveAsync(stop => Stage.Still.RunAsync("a cat", Shelf.Patient with { LeavesDelivery = true }, stop));

        await Soon.Until(() => _ledger.Released.Contains("order-7"));
        Assert.Equal((LedgerState.Accepted, null), (_table["order-7"].State, _table["order-7"].Lease.Owner));
    }

    [Fact]
    public async Task A_caller_that_leaves_the_delivery_to_a_worker_keeps_a_job_that_has_ended()
    {
        EndJob();

        await Soon.Async(Stage.Still.RunAsync("a cat", Shelf.Patient with { LeavesDelivery = true }));

        Assert.Equal((LedgerState.Ended, "here"), (_table["order-7"].State, _table["order-7"].Lease.Owner));
    }

    [Fact]
    public async Task A_caller_does_not_release_a_job_that_a_worker_of_the_same_process_has_claimed()
    {
        _table["order-7"] = _ledger.IntentOf("order-7", StillModel.Id, """{"prompt":"a cat"}"""u8.ToArray()) with
        {
            State = LedgerState.Accepted,
            RequestId = Steps.Id,
            Lease = new() { Owner = "here", Until = Stage.Time.GetUtcNow() + TimeSpan.FromSeconds(30) },
        };

        await Soon.Async(Stage.Still.SubmitAsync("a cat", Shelf.Patient));
        await WaitAndLeaveAsync(stop => Stage.Still.RunAsync("a cat", Shelf.Patient, stop));

        Assert.Equal(("here", 0), (_table["order-7"].Lease.Owner, _ledger.Released.Count));
    }

    [Fact]
    public async Task A_released_job_is_not_released_again_after_a_worker_has_claimed_it()
    {
        var job = await Soon.Async(Stage.Still.SubmitAsync("a cat", Shelf.Patient));
        var left = _table["order-7"].Lease.Owner;
        _table.Change("order-7", last => last with { Lease = last.Lease with { Owner = "here" } });

        await WaitAndLeaveAsync(stop => job.WaitAsync(stop));

        Assert.Equal((null, "here"), (left, _table["order-7"].Lease.Owner));
        Assert.Single(_ledger.Released);
    }

    [Fact]
    public async Task A_call_releases_a_job_that_a_worker_of_the_same_process_released_before_the_call_sent_it()
    {
        var store = new MemoryStore();
        using var ledger = Shelf.Open(store);
        Stage.Options.Ledger = ledger;
        await ledger.BeginAsync(ledger.IntentOf("order-7", StillModel.Id, """{"prompt":"a cat"}"""u8.ToArray()));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        store.Before = entry =>
        {
            if (entry.State == LedgerState.Sending)
            {
                store.Release(ledger.Owner, ["order-7"]);
            }
        };

        await Soon.Async(Stage.Still.SubmitAsync("a cat", Shelf.Patient));

        Assert.Equal((LedgerState.Accepted, null), (store.Find("order-7")!.State, store.Find("order-7")!.Lease.Owner));
    }

    [Theory]
    [InlineData(JobState.InQueue, LedgerState.Accepted)]
    [InlineData(JobState.Succeeded, LedgerState.Ended)]
    public async Task A_job_whose_progress_callback_throws_is_released(JobState at, LedgerState left)
    {
        EndJob();
        var reports = new Reports<JobStatus>(status => _ = status.State == at ? throw new NotSupportedException() : 0);

        await Soon.Throws<ModelException>(Stage.Still.RunAsync("a cat", Shelf.Patient with { Progress = reports }));

        await Soon.Until(() => _ledger.Released.Count == 1);
        Assert.Equal((left, null), (_table["order-7"].State, _table["order-7"].Lease.Owner));
    }

    [Theory]
    [InlineData(LedgerState.Ended, LedgerState.Accepted)]
    [InlineData(LedgerState.Delivered, LedgerState.Ended)]
    public async Task A_job_whose_end_or_delivery_could_not_be_recorded_is_released(LedgerState lost, LedgerState left)
    {
        EndJob();
        _ledger.Before = entry => _ = entry.State == lost ? throw new TimeoutException("No database.") : entry;
        _ledger.Finding = key => _ = lost == LedgerState.Delivered ? throw new TimeoutException("No database.") : key;

        await Soon.Async(Stage.Still.RunAsync("a cat", Shelf.Patient));

        await Soon.Until(() => _ledger.Released.Count == 1);
        Assert.Equal((left, null), (_table["order-7"].State, _table["order-7"].Lease.Owner));
    }

    [Fact]
    public async Task A_refused_job_is_not_released_because_another_call_may_have_begun_it_again()
    {
        Stage.Script.Submit.DoesOnly(Steps.Answer(422, """{"error_code":422001,"error_message":"no"}"""));

        await Soon.Throws<ModelApiException>(Stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Empty(_ledger.Released);
    }

    [Fact]
    public async Task The_error_for_an_invalid_input_has_the_key()
    {
        var error = await Soon.Throws<ModelInputException>(
            Stage.Client.SubmitAsync(StillModel.Id, JsonElement.Parse("\"wrong\""), Shelf.Patient));

        Assert.Equal("order-7", error.Key);
    }

    private void EndJob()
    {
        Stage.Script.Status.Does(Steps.Status("completed"));
        Stage.Script.Result.Does(Steps.Succeeded);
    }

    private async Task WaitAndLeaveAsync(Func<CancellationToken, Task> wait)
    {
        var status = Hang.AfterBody;
        Stage.Script.Status.Does(status.Step);
        var waiting = wait(Stage.Stop.Token);
        await status.Reached;

        await Stage.Stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(waiting);
    }
}
