using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

public class RetryTests
{
    [Fact]
    public async Task A_submit_whose_answer_is_lost_is_not_sent_again_however_the_bus_retries()
    {
        await using var app = await MessageHost.OpenAsync(Aggressive);
        app.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse), times: 100);

        await app.AskAsync("order-1");
        var unknown = (await app.Heard.UntilAsync<ModelUnknown>())[0];
        await app.AskAsync("order-1");
        var again = (await app.Heard.UntilAsync<ModelUnknown>(2))[1];

        var job = await app.Jobs.FindAsync("order-1");
        Assert.Equal(("order-1", Shop.Model), (unknown.Key, unknown.ModelId));
        Assert.Equal((job!.Attempt?.SentAt, job.InputHash), (unknown.SentAt, unknown.InputHash));
        Assert.Equal(unknown, again);
        Assert.Equal((1, 1), (app.Service.Bills, app.Service.RequestsOf(EmulatorCall.Submit)));
        Assert.Empty(app.Heard.All<Fault<RunModel>>());
    }

    [Fact]
    public async Task A_job_that_fails_is_published_and_not_run_again()
    {
        await using var app = await MessageHost.OpenAsync(Aggressive);
        app.Service.Faults.AddOutcome(EmulatedOutcome.Fail("out of memory"));

        await app.AskAsync("order-1");
        var ended = Assert.Single(await app.Heard.UntilAsync<ModelEnded>());
        await app.UntilDeliveredAsync("order-1");

        Assert.Equal(JobState.Failed, ended.Outcome);
        Assert.Contains("out of memory", ended.Error, StringComparison.Ordinal);
        Assert.Equal(1, app.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task The_second_message_about_a_failed_job_says_so_if_the_ledger_does_not_keep_the_answer()
    {
        await using var app = await MessageHost.OpenAsync(
            ledger: new UnreliableLedger(QuickTime.Options with { MaxResultBytes = 0 }));
        app.Service.Faults.AddOutcome(EmulatedOutcome.Fail("out of memory"));
        await app.AskAsync("order-1");
        await app.UntilDeliveredAsync("order-1");

        await app.AskAsync("order-1");
        var ended = (await app.Heard.UntilAsync<ModelEnded>(2))[1];

        Assert.Equal(JobState.Failed, ended.Outcome);
        Assert.Equal(
            $"The job 'order-1' of {Shop.Model} failed. The service's answer may say why, but is not in the ledger. "
            + "IModelJobs.ResultAsync reads the answer from the service again.",
            ended.Error);
    }

    [Fact]
    public async Task A_job_beyond_the_budget_is_refused_once_and_not_retried()
    {
        await using var app = await MessageHost.OpenAsync(Aggressive, client: options => options.BudgetUsd = 0.5m);
        await app.AskAsync("order-1");
        await app.UntilDeliveredAsync("order-1");
        var before = app.Service.Requests;

        await app.AskAsync("order-2");
        await app.Heard.UntilAsync<ModelRefused>();
        await app.AskAsync("order-3");
        var refused = await app.Heard.UntilAsync<ModelRefused>(2);

        Assert.Equal([("order-2", ModelRefusal.Budget), ("order-3", ModelRefusal.Budget)], refused.Select(one => (one.Key, one.Refusal)));
        Assert.All(refused, one => Assert.Contains("but only $0.00 of BudgetUsd ($0.50) is left", one.Reason, StringComparison.Ordinal));
        Assert.Equal(LedgerState.Refused, (await app.Jobs.FindAsync("order-2"))!.State);
        Assert.Equal((before, 1), (app.Service.Requests, app.Service.Bills));
        Assert.Empty(app.Heard.All<Fault<RunModel>>());
    }

    [Fact]
    public async Task A_lasting_failure_of_the_ledger_is_a_fault_and_makes_the_host_unhealthy_until_another_job_is_recorded()
    {
        var ledger = new UnreliableLedger();
        await using var app = await MessageHost.OpenAsync(ledger: ledger);
        await app.AskAsync("known");
        await app.UntilDeliveredAsync("known");
        var before = await app.HealthAsync();
        ledger.Away = new ModelLedgerException("The ledger is damaged.") { IsLasting = true };

        await app.AskAsync("order-1");
        var fault = Assert.Single(await app.Heard.UntilAsync<Fault<RunModel>>());
        var during = await app.HealthAsync();
        ledger.Away = null;
        await app.AskAsync("known");
        await app.Heard.UntilAsync<ModelEnded>(2);
        var afterLookup = await app.HealthAsync();
        await app.AskAsync("order-2");
        await app.UntilDeliveredAsync("order-2");
        await Soon.Until(async () => (await app.HealthAsync()).Status == HealthStatus.Healthy);

        Assert.Equal(("order-1", HealthStatus.Healthy, HealthStatus.Unhealthy), (fault.Message.Key, before.Status, during.Status));
        Assert.Equal(HealthStatus.Unhealthy, afterLookup.Status);
        Assert.Contains("The ledger is damaged.", during.Description, StringComparison.Ordinal);
        Assert.Equal(2, app.Service.Bills);
    }

    [Fact]
    public async Task The_first_failure_of_the_ledger_is_reported_for_ten_minutes_even_if_a_later_lookup_fails_in_another_way()
    {
        var time = new HeldTime();
        var ledger = new UnreliableLedger(new() { TimeProvider = time });
        await using var app = await MessageHost.OpenAsync(ledger: ledger);
        ledger.Away = new ModelLedgerException("The ledger is damaged.") { IsLasting = true, Key = "order-1" };
        var lookups = 0;
        ledger.Finding = () => _ = lookups++ == 0 ? 0 : throw new InvalidOperationException("The store was closed.");

        await app.AskAsync("order-1");
        var fault = Assert.Single(await app.Heard.UntilAsync<Fault<RunModel>>());
        var health = await app.HealthAsync();
        time.Pass(600);

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (health.Status, (await app.HealthAsync()).Status));
        Assert.Equal("The ledger is damaged.", fault.Exceptions.Single().Message);
        Assert.Contains("The ledger is damaged.", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_whose_input_cannot_be_decrypted_is_a_fault_and_the_host_stays_healthy()
    {
        var store = new MemoryStore();
        using (var earlier = new MemoryJobLedger(store, new() { Cipher = new XorCipher(1) }))
        {
            await earlier.BeginAsync(earlier.IntentOf("order-1", Shop.Model, """{"prompt":"a boat"}"""u8.ToArray()));
        }

        await using var app = await MessageHost.OpenAsync(ledger: new MemoryJobLedger(store, new() { Cipher = new XorCipher(2) }));

        await app.AskAsync("order-1");
        var fault = Assert.Single(await app.Heard.UntilAsync<Fault<RunModel>>());
        var health = await app.HealthAsync();
        await app.AskAsync("order-2");
        await app.UntilDeliveredAsync("order-2");

        Assert.Contains("could not be decrypted", fault.Exceptions[0].Message, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(2, true)] // the sender's clock is ahead
    [InlineData(null, true)]
    [InlineData(0, false)] // an outbox published the message twice
    public async Task A_repeated_message_does_not_submit_a_job_that_was_refused_after_the_message_was_sent(int? minutes, bool isFlagged)
    {
        DateTime? sent = minutes is { } ahead ? DateTime.UtcNow.AddMinutes(ahead) : null;
        await using var app = await MessageHost.OpenAsync(Redelivered.Register(() => sent, () => isFlagged));
        app.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));

        await app.AskAsync("order-1");
        await app.Heard.UntilAsync<ModelRefused>();
        await app.AskAsync("order-1");
        var refused = await app.Heard.UntilAsync<ModelRefused>(2);

        Assert.Equal([("order-1", ModelRefusal.Service), ("order-1", ModelRefusal.Service)], refused.Select(one => (one.Key, one.Refusal)));
        Assert.Equal((1, 0), (app.Service.RequestsOf(EmulatorCall.Submit), app.Service.Bills));
    }

    [Fact]
    public async Task A_message_sent_after_the_refusal_submits_the_job_even_if_it_is_redelivered()
    {
        await using var app = await MessageHost.OpenAsync(Redelivered.Register(() => DateTime.UtcNow.AddMinutes(10)));
        app.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));

        await app.AskAsync("order-1");
        await app.Heard.UntilAsync<ModelRefused>();
        await app.AskAsync("order-1");
        await app.UntilDeliveredAsync("order-1");

        Assert.Equal(1, app.Service.Bills);
    }

    [Fact]
    public async Task The_message_about_a_job_that_a_person_settled_as_not_accepted_says_that_a_person_refused_it()
    {
        await using var app = await MessageHost.OpenAsync(Redelivered.Register(() => DateTime.UtcNow.AddMinutes(-1)));
        app.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        await app.AskAsync("order-1");
        await app.Heard.UntilAsync<ModelUnknown>();
        await app.Jobs.SettleAsync("order-1", null, "Ada");

        await app.AskAsync("order-1");
        var refused = Assert.Single(await app.Heard.UntilAsync<ModelRefused>());

        Assert.Equal(ModelRefusal.Person, refused.Refusal);
        Assert.Contains("Ada", refused.Reason, StringComparison.Ordinal);
    }

    private static Action<IBusRegistrationConfigurator> Aggressive { get; } =
        MessageHost.InMemory(static broker => broker.UseMessageRetry(static retry => retry.Immediate(20)));
}
