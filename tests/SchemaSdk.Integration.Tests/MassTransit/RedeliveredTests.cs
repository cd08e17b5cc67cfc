using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

public class RedeliveredTests
{
    [Theory]
    [InlineData(-1, true)]
    [InlineData(2, true)] // the sender's clock is ahead
    [InlineData(null, true)]
    [InlineData(0, false)] // an outbox published the message twice
    public async Task A_repeated_message_does_not_submit_a_job_that_was_refused_after_the_message_was_sent(int? minutes, bool isFlagged)
    {
        DateTime? sent = minutes is { } ahead ? DateTime.UtcNow.AddMinutes(ahead) : null;
        await using var app = await MessageHost.OpenAsync(
            isFlagged ? Redelivered.Register(() => sent) : Redelivered.RegisterUnflagged(() => sent));
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
}
