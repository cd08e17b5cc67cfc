namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class UnreadableResultTests : WorkerTest
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);

    private readonly UnreliableCipher _cipher = new();
    private readonly HeldTime _time = new(Pause);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_result_that_cannot_be_decrypted_is_not_delivered(bool hasCipher)
    {
        var ledger = new UnreliableLedger(new() { Cipher = _cipher, TimeProvider = _time });
        await EndAsync(ledger);
        _cipher.Failures = int.MaxValue;
        if (!hasCipher)
        {
            var entry = await ledger.FindAsync("order-1");
            ledger = new UnreliableLedger(new() { TimeProvider = _time });
            ledger.Put(entry!);
        }

        using var host = await Shop.StartAsync(Register, options => options.RetryDelay = Pause, ledger);
        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        await host.StopAsync();

        Assert.Empty(Handled.Ended);
        Assert.Equal(18, Assert.Single(Log.Messages, message => message.Level >= LogLevel.Warning).Id);
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_result_that_could_not_be_decrypted_at_first_is_delivered()
    {
        var ledger = new UnreliableLedger(new() { Cipher = _cipher });
        await EndAsync(ledger);
        _cipher.Failures = 1;

        var job = await DeliverAsync(ledger);

        Assert.Null(job.Error);
        Assert.NotNull(job.Result);
    }

    [Theory]
    [InlineData(400, "application/json", "")]
    [InlineData(401, "application/json", "")]
    [InlineData(403, "application/json", "")]
    [InlineData(404, "text/html", "<html><body>404 Not Found</body></html>")]
    [InlineData(404, "application/json", """{"message":"no Route matched with those values"}""")]
    [InlineData(404, "application/json", "")]
    [InlineData(410, "application/json", "")]
    public async Task A_result_that_is_not_kept_is_read_again_until_the_service_returns_it(int status, string mediaType, string body)
    {
        var ledger = new UnreliableLedger(new() { MaxResultBytes = 0, TimeProvider = _time });
        await EndAsync(ledger);
        Shop.Service.Faults.Add(EmulatorCall.Status, EmulatorFault.Answer(status, mediaType, body), times: 2);

        var job = await DeliverAsync(ledger);

        Assert.Null(job.Error);
        Assert.NotNull(job.Result);
    }

    [Theory]
    [InlineData(404, """{"error_code":404001}""")]
    [InlineData(410, """{"error_code":410001}""")]
    [InlineData(200, """{"error_code":404001}""")]
    public async Task A_result_that_is_missing_in_the_ledger_and_at_the_service_is_an_error(int status, string body)
    {
        var ledger = new UnreliableLedger(new() { MaxResultBytes = 0 });
        await EndAsync(ledger);
        Shop.Service.Faults.Add(EmulatorCall.Status, EmulatorFault.Answer(status, "application/json", body));

        var job = await DeliverAsync(ledger);

        Assert.Null(job.Result);
        Assert.Equal((JobState.Succeeded, status), (job.Outcome, Assert.IsType<ModelApiException>(job.Error).StatusCode));
    }

    [Fact]
    public async Task A_result_that_may_need_the_jobs_own_token_is_not_delivered_as_missing()
    {
        var ledger = new UnreliableLedger(new() { MaxResultBytes = 0, TimeProvider = _time });
        await EndAsync(ledger);
        var entry = (await ledger.FindAsync("order-1"))!;
        ledger.Put(entry with { Attempt = entry.Attempt! with { HasOwnToken = true } });
        Shop.Service.Faults.Add(
            EmulatorCall.Status, EmulatorFault.Answer(404, "application/json", """{"error_code":404001}"""), int.MaxValue);

        using var host = await Shop.StartAsync(Register, options => options.RetryDelay = Pause, ledger);
        await ledger.UntilReleasedAsync(1);
        await host.StopAsync();

        Assert.Empty(Handled.Ended);
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
    }

    [Theory]
    [InlineData(false, LedgerState.Delivered)]
    [InlineData(true, LedgerState.Accepted)]
    public async Task An_accepted_job_has_failed_once_the_service_has_not_known_it_for_a_day_unless_the_job_had_its_own_token(
        bool hasOwnToken, LedgerState left)
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Shop.Build(Register, ledger: ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with
        {
            State = LedgerState.Accepted,
            RequestId = "req-1",
            Attempt = new() { Number = 1, SentAt = default, HasOwnToken = hasOwnToken },
        });
        await host.StartAsync();

        await Soon.Until(() => Failures >= 2);
        var before = (await ledger.FindAsync("order-1"))!.State;
        _time.Pass(TimeSpan.FromDays(1).TotalSeconds);
        var failed = Failures;
        await Soon.Until(() => Failures >= failed + 2 || !Handled.Ended.IsEmpty);
        await host.UntilAsync("order-1", left);
        await host.StopAsync();

        Assert.Equal(LedgerState.Accepted, before);
        Assert.Equal(hasOwnToken, Handled.Ended.IsEmpty);
        Assert.All(Handled.Ended, job =>
        {
            Assert.Equal(JobState.Failed, job.Outcome);
            Assert.True(Assert.IsType<ModelApiException>(job.Error).IsUnknownRequest);
            Assert.False(job.Entry.Input.IsEmpty);
        });
    }

    [Fact]
    public async Task A_job_whose_run_fails_is_claimed_again_after_a_pause()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time })
        {
            Before = line => _ = line.State == LedgerState.Refused ? throw new TimeoutException("The database does not answer.") : line,
        };
        using var host = Shop.Build(Register, options => options.RetryDelay = Pause, ledger);
        var unfit = """{"promt":"a boat"}"""u8.ToArray();
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Input = unfit });

        await host.StartAsync();
        await Soon.Until(() => _time.Pauses == 1);
        await ledger.UntilLookedForWorkAsync();
        var failed = Failed();
        _time.EndPauses();
        await Soon.Until(() => Failed() == 2);
        await host.StopAsync().Soonish();

        Assert.Equal(1, failed);

        int Failed() => Log.Messages.Count(message => message.Id == 7);
    }

    // The host has no handler, so the result is not delivered.
    private async Task EndAsync(JobLedger ledger)
    {
        using var host = await Shop.StartAsync(ledger: ledger);
        await host.EnqueueAsync("order-1");
        await host.Jobs().WaitAsync("order-1").Soonish();
        await host.StopAsync();
    }

    private async Task<EndedModelJob> DeliverAsync(JobLedger ledger)
    {
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        await Soon.Until(async () =>
        {
            // A worker that could not read the job leaves it to other processes for a while.
            _time.Pass(60);
            return (await ledger.FindAsync("order-1"))!.State == LedgerState.Delivered;
        });
        await host.StopAsync();
        return Assert.Single(Handled.Ended);
    }
}
