using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Jobs that are put down, run by the worker, and given out.</summary>
public class ModelJobsTests
{
    private readonly Handed _handed = new();

    [Fact]
    public async Task A_job_that_is_put_down_is_run_and_given_to_the_handler()
    {
        await using var shop = new Shop();
        using var host = shop.Build(_handed.Register);
        await host.StartAsync();
        var model = host.Services.GetRequiredService<RunComfyClient>().Kling.Kling3_0.Pro.TextToVideo;

        await host.Jobs().EnqueueAsync("order-1", model, new() { Prompt = "a boat" });
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        var job = Assert.Single(_handed.Ended);
        Assert.Equal(("order-1", Shop.Model, JobState.Succeeded), (job.Key, job.ModelId, job.Outcome));
        Assert.NotNull(job.ReadOutput<TextToVideoOutput>().Video);
        Assert.Equal(1, shop.Service.Bills);
    }

    [Fact]
    public async Task A_key_is_one_job_however_often_it_is_put_down()
    {
        await using var shop = new Shop();
        using var host = shop.Build(_handed.Register);
        await host.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.EnqueueAsync("order-1")));
        await host.UntilAsync("order-1", LedgerState.Delivered);
        var again = await host.EnqueueAsync("order-1");
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => host.EnqueueAsync("order-1", "a car"));

        Assert.Equal((LedgerState.Delivered, 1), (again.State, shop.Service.Bills));
        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_does_not_fit_is_refused_before_it_is_put_down()
    {
        await using var shop = new Shop();
        using var host = shop.Build(_handed.Register);
        await host.StartAsync();
        using var wrong = System.Text.Json.JsonDocument.Parse("""{"promt":"a boat"}""");

        await Assert.ThrowsAsync<ModelInputException>(() => host.Jobs().EnqueueAsync("order-1", Shop.Model, wrong.RootElement));

        Assert.Null(await host.Jobs().FindAsync("order-1"));
        Assert.Equal(0, shop.Service.Requests);
    }

    [Fact]
    public async Task Without_a_handler_a_job_is_delivered_to_whoever_asks_for_its_result()
    {
        await using var shop = new Shop();
        using var host = shop.Build();
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        var ended = await host.Jobs().WaitAsync("order-1").Soonish();
        var result = await host.Jobs().ResultAsync("order-1").Soonish();
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal((LedgerState.Ended, "order-1"), (ended.State, result.Key));
        Assert.Equal(1, shop.Service.Bills);
        await Assert.ThrowsAsync<ModelLedgerException>(() => host.Jobs().WaitAsync("order-2"));
    }

    [Fact]
    public async Task A_job_that_failed_is_given_to_the_handler_with_its_reason()
    {
        await using var shop = new Shop(new()
        {
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
            Outcome = submit => submit.Number == 1 ? EmulatedOutcome.Fail("out of memory") : EmulatedOutcome.Succeed,
        });
        using var host = shop.Build(_handed.Register);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);

        var job = Assert.Single(_handed.Ended);
        Assert.Equal((JobState.Failed, null), (job.Outcome, job.Result));
        Assert.Contains("out of memory", Assert.IsType<ModelFailedException>(job.Error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_the_service_refuses_is_told_and_stops_no_other()
    {
        await using var shop = new Shop();
        using var host = shop.Build(_handed.Register);
        await host.StartAsync();

        await host.EnqueueAsync("order-1", model: "acme/none");
        await host.EnqueueAsync("order-2");
        await host.UntilAsync("order-1", LedgerState.Refused);
        await host.UntilAsync("order-2", LedgerState.Delivered);
        await Soon.Until(() => Task.FromResult(!_handed.Refused.IsEmpty));

        var (job, error) = Assert.Single(_handed.Refused);
        Assert.Equal("order-1", job.Key);
        Assert.IsType<ModelApiException>(error);
        var told = await Assert.ThrowsAsync<ModelLedgerException>(() => host.Jobs().ResultAsync("order-1"));
        var kept = (await host.Jobs().FindAsync("order-1"))!;
        Assert.Equal(LedgerRefusal.Service, kept.Refused?.By);
        Assert.StartsWith(kept.Refused!.Reason![..^1], error.Message, StringComparison.Ordinal);
        Assert.Contains(kept.Refused!.Reason!, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_job_is_submitted_again_when_it_is_put_down_again()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(402));
        using var host = shop.Build(_handed.Register);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Refused);

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal(1, shop.Service.Bills);
    }

    [Theory]
    [InlineData(LedgerState.Intended)]
    [InlineData(LedgerState.Refused)]
    public async Task A_job_whose_input_was_not_kept_is_submitted_when_it_is_put_down_again(LedgerState state)
    {
        await using var shop = new Shop();
        using var ledger = new MemoryJobLedger(shop.Jobs);
        using var host = shop.Build(_handed.Register, ledger: ledger);
        var begun = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Input = default, IsQueued = false };
        await ledger.BeginAsync(begun);
        if (state == LedgerState.Refused)
        {
            await ledger.RecordAsync(begun with { State = state, Version = 2 });
        }

        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal((1, 0), (shop.Service.Bills, _handed.Refused.Count));
        Assert.Equal("""{"prompt":"a boat"}""", System.Text.Encoding.UTF8.GetString((await ledger.FindAsync("order-1"))!.Input.Span));
    }

    [Fact]
    public async Task A_job_that_a_caller_left_before_it_was_sent_is_submitted_when_it_is_put_down()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        using var host = shop.Build(_handed.Register, ledger: ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { IsQueued = false });
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal(1, shop.Service.Bills);
    }

    [Fact]
    public async Task A_service_that_takes_nothing_for_now_gets_the_job_later()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(429), times: 3);
        using var host = shop.Build(_handed.Register, client: options => options.Retry.SubmitBudget = TimeSpan.Zero);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal(1, shop.Service.Bills);
        Assert.Empty(_handed.Refused);
    }

    [Fact]
    public async Task A_process_that_works_on_nothing_puts_jobs_down_for_others()
    {
        await using var shop = new Shop();
        using (var shopWindow = shop.Build(configure: options => options.MaxFollowed = 0))
        {
            await shopWindow.StartAsync();
            await shopWindow.EnqueueAsync("order-1");
            await shopWindow.StopAsync();
        }

        Assert.Equal(0, shop.Service.Requests);
        using var worker = shop.Build(_handed.Register);
        await worker.StartAsync();
        await worker.UntilAsync("order-1", LedgerState.Delivered);
        Assert.Equal(1, shop.Service.Bills);
    }

    [Fact]
    public async Task Many_more_jobs_than_are_submitted_at_a_time_are_each_submitted_once()
    {
        await using var shop = new Shop();
        using var host = shop.Build(_handed.Register, options => (options.MaxSubmits, options.MaxFollowed) = (3, 20));
        await host.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => host.EnqueueAsync($"order-{i}", $"boat {i}")));
        await _handed.UntilEndedAsync(300);

        Assert.Equal(300, _handed.Ended.Select(job => job.Key).Distinct().Count());
        Assert.Equal(300, shop.Service.Bills);
    }

    [Fact]
    public async Task An_option_that_cannot_be_used_stops_the_host_from_starting()
    {
        await using var shop = new Shop();
        using var host = shop.Build(configure: options => options.RetryDelay = TimeSpan.Zero);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("RetryDelay", error.Message, StringComparison.Ordinal);
    }
}
