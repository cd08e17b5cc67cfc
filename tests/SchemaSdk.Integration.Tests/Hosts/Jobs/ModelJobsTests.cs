using Microsoft.Extensions.Options;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class ModelJobsTests : WorkerTest
{
    [Fact]
    public async Task An_enqueued_job_runs_and_is_delivered()
    {
        using var host = await Shop.StartAsync(Register);
        var model = host.Services.GetRequiredService<RunComfyClient>().Kling.Kling3_0.Pro.TextToVideo;

        await host.Jobs().EnqueueAsync("order-1", model, new() { Prompt = "a boat" });
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        var job = Assert.Single(Handled.Ended);
        Assert.Equal(("order-1", Shop.Model, JobState.Succeeded), (job.Key, job.ModelId, job.Outcome));
        Assert.NotNull(job.ReadOutput<TextToVideoOutput>().Video);
        Assert.Equal(1, Shop.Service.Bills);
    }

    [Fact]
    public async Task A_key_that_is_enqueued_often_is_one_job()
    {
        using var host = await Shop.StartAsync(Register);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.EnqueueAsync("order-1")));
        await host.UntilAsync("order-1", LedgerState.Delivered);
        var again = await host.EnqueueAsync("order-1");
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => host.EnqueueAsync("order-1", "a car"));

        Assert.Equal((LedgerState.Delivered, 1), (again.State, Shop.Service.Bills));
        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_input_is_refused_before_it_is_recorded()
    {
        using var host = await Shop.StartAsync(Register);
        using var wrong = System.Text.Json.JsonDocument.Parse("""{"promt":"a boat"}""");

        await Assert.ThrowsAsync<ModelInputException>(() => host.Jobs().EnqueueAsync("order-1", Shop.Model, wrong.RootElement));

        Assert.Null(await host.Jobs().FindAsync("order-1"));
        Assert.Equal(0, Shop.Service.Requests);
    }

    [Fact]
    public async Task Without_a_handler_a_job_is_delivered_to_the_first_caller_that_asks_for_its_result()
    {
        using var host = await Shop.StartAsync();
        await host.EnqueueAsync("order-1");

        var ended = await host.Jobs().WaitAsync("order-1").Soonish();
        var result = await host.Jobs().ResultAsync("order-1").Soonish();
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal((LedgerState.Ended, "order-1"), (ended.State, result.Key));
        Assert.Equal(1, Shop.Service.Bills);
        await Assert.ThrowsAsync<ModelLedgerException>(() => host.Jobs().WaitAsync("order-2"));
    }

    [Fact]
    public async Task A_caller_gets_the_input_and_the_result_of_a_job_in_an_encrypted_ledger()
    {
        using var ledger = new MemoryJobLedger(Shop.Jobs, QuickTime.Options with { Cipher = new XorCipher(7) });
        using var host = await Shop.StartAsync(ledger: ledger);
        await host.EnqueueAsync("order-1");

        var ended = await host.Jobs().WaitAsync("order-1").Soonish();
        var result = await host.Jobs().ResultAsync("order-1").Soonish();
        var resumed = await host.Jobs().Client.Attach((await host.Jobs().FindAsync("order-1"))!).WaitAsync().Soonish();

        Assert.Equal("""{"prompt":"a boat"}""", System.Text.Encoding.UTF8.GetString(ended.Input.Span));
        Assert.Equal(("order-1", result.Output.GetRawText()), (result.Key, resumed.Output.GetRawText()));
        Assert.Equal(1, Shop.Service.Bills);
    }

    [Fact]
    public async Task A_failed_job_is_delivered_with_the_reason()
    {
        await using var shop = new Shop(new()
        {
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
            Outcome = submit => submit.Number == 1 ? EmulatedOutcome.Fail("out of memory") : EmulatedOutcome.Succeed,
        });
        using var host = await shop.StartAsync(Register);

        await host.DeliverAsync("order-1");

        var job = Assert.Single(Handled.Ended);
        Assert.Equal((JobState.Failed, null), (job.Outcome, job.Result));
        Assert.Contains("out of memory", Assert.IsType<ModelFailedException>(job.Error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_job_delays_no_other_job_and_every_handler_is_called_even_if_an_earlier_one_throws()
    {
        using var host = await Shop.StartAsync(services =>
        {
            services.AddModelJobHandler<ThrowingHandler>();
            Register(services);
        });

        await host.EnqueueAsync("order-1", model: "acme/none");
        await host.EnqueueAsync("order-2");
        await host.UntilAsync("order-1", LedgerState.Refused);
        await host.UntilAsync("order-2", LedgerState.Delivered);
        await Soon.Until(() => !Handled.Refused.IsEmpty && Log.Messages.Any(message => message.Id == 4));

        Assert.Single(Log.Messages, message => message.Id == 4);
        var (job, error) = Assert.Single(Handled.Refused);
        Assert.Equal("order-1", job.Key);
        Assert.IsType<ModelApiException>(error);
        var told = await Assert.ThrowsAsync<ModelLedgerException>(() => host.Jobs().ResultAsync("order-1"));
        var kept = (await host.Jobs().FindAsync("order-1"))!;
        Assert.Equal((true, false), (job.Input.IsEmpty, kept.Input.IsEmpty));
        Assert.Equal(LedgerRefusal.Service, kept.Refused?.By);
        Assert.StartsWith(kept.Refused!.Reason![..^1], error.Message, StringComparison.Ordinal);
        Assert.Contains(kept.Refused!.Reason!, told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LedgerState.Intended, true)]
    [InlineData(LedgerState.Intended, false)]
    [InlineData(LedgerState.Refused, false)]
    public async Task A_job_that_its_caller_did_not_send_is_submitted_when_it_is_enqueued(LedgerState state, bool isInputKept)
    {
        using var ledger = new MemoryJobLedger(Shop.Jobs);
        using var host = Shop.Build(Register, ledger: ledger);
        var begun = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { IsQueued = false };
        begun = isInputKept ? begun : begun with { Input = default };
        await ledger.BeginAsync(begun);
        if (state == LedgerState.Refused)
        {
            await ledger.RecordAsync(begun with { State = state, Version = 2 });
        }

        await host.StartAsync();
        await host.DeliverAsync("order-1");

        Assert.Equal((1, 0), (Shop.Service.Bills, Handled.Refused.Count));
        Assert.Equal("""{"prompt":"a boat"}""", System.Text.Encoding.UTF8.GetString((await ledger.FindAsync("order-1"))!.Input.Span));
    }

    [Theory]
    [InlineData(LedgerState.Intended)]
    [InlineData(LedgerState.Sending)]
    [InlineData(LedgerState.Delivered)]
    public async Task A_refused_job_that_another_process_enqueues_first_is_the_same_job(LedgerState quicker)
    {
        var ledger = new UnreliableLedger();
        using var host = Shop.Build(ledger: ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Refused, Version = 5 });
        var losses = 0;
        ledger.Before = line =>
        {
            if (losses++ == 0)
            {
                ledger.Put(line with { State = quicker, Lease = line.Lease with { Owner = ledger.Owner } });
            }
        };

        var job = await host.EnqueueAsync("order-1");

        Assert.Equal((quicker, 6, 1), (job.State, job.Version, losses));
    }

    [Fact]
    public async Task A_conflict_that_keeps_returning_is_reported_after_a_few_retries()
    {
        var ledger = new UnreliableLedger();
        using var host = Shop.Build(ledger: ledger);
        var refused = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Refused };
        ledger.Put(refused);
        var tries = 0;
        ledger.Before = line =>
        {
            tries++;
            ledger.Put(refused with { Version = line.Version });
        };

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => host.EnqueueAsync("order-1"));

        Assert.Equal((true, 5), (error.IsConflict, tries));
    }

    [Fact]
    public async Task A_job_is_not_settled_with_text_that_cannot_be_a_request_id_of_its_service()
    {
        using var host = Shop.Build(Register);
        Shop.Jobs.Adopt(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Unknown });

        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Jobs().SettleAsync("order-1", "\"abc\"", "alice"));

        Assert.Equal(("requestId", LedgerState.Unknown), (error.ParamName, Shop.Jobs.Find("order-1")!.State));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public async Task Jobs_are_each_submitted_once_whatever_the_limit_of_concurrent_submits(int limit)
    {
        using var host = await Shop.StartAsync(Register, options => (options.MaxSubmits, options.MaxFollowed) = (limit, 20));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => host.EnqueueAsync($"order-{i}", $"boat {i}")));
        await Handled.UntilEndedAsync(100);

        Assert.Equal(100, Handled.Ended.Select(job => job.Key).Distinct().Count());
        Assert.Equal(100, Shop.Service.Bills);
    }

    [Fact]
    public async Task An_invalid_option_prevents_the_start()
    {
        using var host = Shop.Build(configure: options => options.RetryDelay = TimeSpan.Zero);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("RetryDelay", error.Message, StringComparison.Ordinal);
    }
}
