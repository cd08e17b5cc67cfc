using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.Emulation;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>No policy of a bus stands around what is paid.</summary>
public class RetryTests
{
    [Fact]
    public async Task A_submit_whose_answer_is_lost_is_not_sent_again_however_the_bus_retries()
    {
        await using var desk = await Desk.OpenAsync(Aggressive);
        desk.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse), times: 100);

        await desk.AskAsync("order-1");
        var unknown = (await desk.Heard.UntilAsync<ModelUnknown>())[0];
        await desk.AskAsync("order-1");
        var again = (await desk.Heard.UntilAsync<ModelUnknown>(2))[1];

        var job = await desk.Jobs.FindAsync("order-1");
        Assert.Equal(("order-1", Shop.Model), (unknown.Key, unknown.ModelId));
        Assert.Equal((job!.Attempt?.SentAt, job.InputHash), (unknown.SentAt, unknown.InputHash));
        Assert.Equal(unknown, again);
        Assert.Equal((1, 1), (desk.Service.Bills, desk.Service.RequestsOf(EmulatorCall.Submit)));
        Assert.Empty(desk.Heard.All<Fault<RunModel>>());
    }

    [Fact]
    public async Task A_job_that_fails_is_published_and_not_run_again()
    {
        await using var desk = await Desk.OpenAsync(Aggressive);
        desk.Service.Faults.AddOutcome(EmulatedOutcome.Fail("out of memory"));

        await desk.AskAsync("order-1");
        var ended = Assert.Single(await desk.Heard.UntilAsync<ModelEnded>());
        await desk.UntilDeliveredAsync("order-1");

        Assert.Equal(JobState.Failed, ended.Outcome);
        Assert.Contains("out of memory", ended.Error, StringComparison.Ordinal);
        Assert.Equal(1, desk.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_job_for_which_a_budget_has_not_enough_left_is_refused_once_and_not_tried_again()
    {
        await using var desk = await Desk.OpenAsync(Aggressive, client: options => options.BudgetUsd = 0.5m);
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");
        var before = desk.Service.Requests;

        await desk.AskAsync("order-2");
        await desk.Heard.UntilAsync<ModelRefused>();
        await desk.AskAsync("order-3");
        var refused = await desk.Heard.UntilAsync<ModelRefused>(2);

        Assert.Equal([("order-2", ModelRefusal.Budget), ("order-3", ModelRefusal.Budget)], refused.Select(one => (one.Key, one.Refusal)));
        Assert.All(refused, one => Assert.Contains("more than is left of BudgetUsd: $0.00 of $0.50", one.Reason, StringComparison.Ordinal));
        Assert.Equal(LedgerState.Refused, (await desk.Jobs.FindAsync("order-2"))!.State);
        Assert.Equal((before, 1), (desk.Service.Requests, desk.Service.Bills));
        Assert.Empty(desk.Heard.All<Fault<RunModel>>());
    }

    [Fact]
    public async Task A_message_waits_while_the_ledger_is_away_and_runs_once_it_is_back()
    {
        FleetingLedger ledger = null!;
        await using var desk = await Desk.OpenAsync(ledger: store => ledger = new FleetingLedger(store));
        ledger.IsAway = true;

        await desk.AskAsync("order-1");
        await Soon.Until(() => Task.FromResult(ledger.Misses > 3));
        Assert.Equal(0, desk.Service.RequestsOf(EmulatorCall.Submit));
        ledger.IsAway = false;
        await desk.Heard.UntilAsync<ModelEnded>();

        Assert.Empty(desk.Heard.All<Fault<RunModel>>());
        Assert.Equal(1, desk.Service.Bills);
    }

    [Fact]
    public async Task A_message_that_the_ledger_cannot_take_goes_to_the_errors_and_the_health_says_so_until_it_takes_one()
    {
        FleetingLedger ledger = null!;
        await using var desk = await Desk.OpenAsync(ledger: store => ledger = new FleetingLedger(store));
        var before = await desk.HealthAsync();
        ledger.Damage = new ModelLedgerException("The ledger is damaged.") { IsLasting = true };

        await desk.AskAsync("order-1");
        var fault = Assert.Single(await desk.Heard.UntilAsync<Fault<RunModel>>());
        var during = await desk.HealthAsync();
        ledger.Damage = null;
        await desk.AskAsync("order-2");
        await desk.UntilDeliveredAsync("order-2");
        await Soon.Until(async () => (await desk.HealthAsync()).Status == HealthStatus.Healthy);

        Assert.Equal(("order-1", HealthStatus.Healthy, HealthStatus.Unhealthy), (fault.Message.Key, before.Status, during.Status));
        Assert.Contains("The ledger is damaged.", during.Description, StringComparison.Ordinal);
        Assert.Equal(1, desk.Service.Bills);
    }

    [Fact]
    public async Task The_first_failure_of_a_ledger_is_told_even_if_a_lookup_fails_for_any_other_reason_then()
    {
        FleetingLedger ledger = null!;
        await using var desk = await Desk.OpenAsync(ledger: store => ledger = new FleetingLedger(store));
        ledger.Damage = new ModelLedgerException("The ledger is damaged.") { IsLasting = true, Key = "order-1" };
        ledger.Blindness = new InvalidOperationException("The store was closed.");

        await desk.AskAsync("order-1");
        var fault = Assert.Single(await desk.Heard.UntilAsync<Fault<RunModel>>());
        var health = await desk.HealthAsync();

        Assert.Equal("The ledger is damaged.", fault.Exceptions.Single().Message);
        Assert.Contains("The ledger is damaged.", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_whose_job_is_only_found_says_nothing_of_whether_the_ledger_takes_another_one()
    {
        FleetingLedger ledger = null!;
        await using var desk = await Desk.OpenAsync(ledger: store => ledger = new FleetingLedger(store));
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");
        ledger.Damage = new ModelLedgerException("The disk is full.") { IsLasting = true };
        await desk.AskAsync("order-2");
        await desk.Heard.UntilAsync<Fault<RunModel>>();
        ledger.Damage = null;

        await desk.AskAsync("order-1");
        await desk.Heard.UntilAsync<ModelEnded>(2);

        Assert.Equal(HealthStatus.Unhealthy, (await desk.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_job_whose_input_cannot_be_decrypted_goes_to_the_errors_and_says_nothing_of_the_ledger()
    {
        await using var desk = await Desk.OpenAsync(ledger: store =>
        {
            PutDown(store, "order-1");
            return new MemoryJobLedger(store, new() { Cipher = new XorCipher(2) });
        });

        await desk.AskAsync("order-1");
        var fault = Assert.Single(await desk.Heard.UntilAsync<Fault<RunModel>>());
        var health = await desk.HealthAsync();
        await desk.AskAsync("order-2");
        await desk.UntilDeliveredAsync("order-2");

        Assert.Contains("could not be decrypted", fault.Exceptions[0].Message, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    // With another secret than that of the desk.
    private static void PutDown(MemoryStore store, string key)
    {
        using var ledger = new MemoryJobLedger(store, new() { Cipher = new XorCipher(1) });
        ledger.BeginAsync(ledger.IntentOf(key, Shop.Model, """{"prompt":"a boat"}"""u8.ToArray())).AsTask().Wait();
    }

    private static void Aggressive(IBusFactoryConfigurator broker) => broker.UseMessageRetry(retry => retry.Immediate(20));
}
