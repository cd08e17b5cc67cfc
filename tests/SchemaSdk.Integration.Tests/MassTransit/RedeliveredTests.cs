using SchemaSdk.Emulation;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>The broker delivers a message again, since a worker stopped before it had acknowledged it.</summary>
public class RedeliveredTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(2)] // the clock of who sent it is ahead
    [InlineData(null)]
    public async Task A_message_that_comes_again_after_the_refusal_of_its_job_is_answered_by_the_ledger(int? minutes)
    {
        DateTime? sent = minutes is { } ahead ? DateTime.UtcNow.AddMinutes(ahead) : null;
        await using var desk = await Desk.OpenAsync(Redelivered.Register(() => sent));
        desk.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));

        await desk.AskAsync("order-1");
        await desk.Heard.UntilAsync<ModelRefused>();
        await desk.AskAsync("order-1");
        var refused = await desk.Heard.UntilAsync<ModelRefused>(2);

        Assert.Equal([("order-1", ModelRefusal.Service), ("order-1", ModelRefusal.Service)], refused.Select(one => (one.Key, one.Refusal)));
        Assert.Equal((1, 0), (desk.Service.RequestsOf(EmulatorCall.Submit), desk.Service.Bills));
    }

    [Fact]
    public async Task A_message_that_an_outbox_published_twice_submits_no_job_that_was_refused_since_it_was_sent()
    {
        var sent = DateTime.UtcNow;
        await using var desk = await Desk.OpenAsync(Redelivered.RegisterUnflagged(() => sent));
        desk.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));

        await desk.AskAsync("order-1");
        await desk.Heard.UntilAsync<ModelRefused>();
        await desk.AskAsync("order-1");
        await desk.Heard.UntilAsync<ModelRefused>(2);

        Assert.Equal((1, 0), (desk.Service.RequestsOf(EmulatorCall.Submit), desk.Service.Bills));
    }

    [Fact]
    public async Task A_message_that_was_sent_after_the_refusal_is_a_new_order_although_the_broker_delivers_it_again()
    {
        await using var desk = await Desk.OpenAsync(Redelivered.Register(() => DateTime.UtcNow.AddMinutes(10)));
        desk.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));

        await desk.AskAsync("order-1");
        await desk.Heard.UntilAsync<ModelRefused>();
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");

        Assert.Equal(1, desk.Service.Bills);
    }

    [Fact]
    public async Task A_job_that_a_person_settled_as_not_accepted_is_refused_by_a_person()
    {
        await using var desk = await Desk.OpenAsync(Redelivered.Register(() => DateTime.UtcNow.AddMinutes(-1)));
        desk.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        await desk.AskAsync("order-1");
        await desk.Heard.UntilAsync<ModelUnknown>();
        await desk.Jobs.SettleAsync("order-1", null, "Ada");

        await desk.AskAsync("order-1");
        var refused = Assert.Single(await desk.Heard.UntilAsync<ModelRefused>());

        Assert.Equal(ModelRefusal.Person, refused.Refusal);
        Assert.Contains("Ada", refused.Reason, StringComparison.Ordinal);
    }
}
