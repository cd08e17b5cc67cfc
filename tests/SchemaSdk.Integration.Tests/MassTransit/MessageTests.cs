using MassTransit;
using SchemaSdk.Emulation;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>A message about a job has the same effect with any broker.</summary>
public class MessageTests
{
    [Fact]
    public async Task A_message_runs_its_job_and_its_end_is_published_with_the_output()
    {
        await using var desk = await Desk.OpenAsync();

        await desk.AskAsync("order-1");
        var ended = Assert.Single(await desk.Heard.UntilAsync<ModelEnded>());
        await desk.UntilDeliveredAsync("order-1");

        var job = await desk.Jobs.FindAsync("order-1");
        Assert.Equal(("order-1", Shop.Model, JobState.Succeeded), (ended.Key, ended.ModelId, ended.Outcome));
        Assert.Equal((job!.RequestId, job.End?.CostUsd), (ended.RequestId, ended.CostUsd));
        Assert.StartsWith("http", ended.Output!.Value.GetProperty("video").GetString(), StringComparison.Ordinal);
        Assert.Null(ended.Error);
    }

    [Fact]
    public async Task A_message_makes_room_for_the_next_one_while_its_job_runs()
    {
        var time = new PassingTime();
        await using var desk = await Desk.OpenAsync(configure: options => options.MaxMessages = 1, time: time);
        await desk.AskAsync("order-1");
        await desk.UntilAsync("order-1", LedgerState.Accepted);

        try
        {
            await desk.AskAsync("order-2");
            await desk.UntilAsync("order-2", LedgerState.Accepted);
        }
        finally
        {
            // The bus does not stop before its consumers do: one that waits for its job fails above, and hangs nowhere.
            await Soon.Until(async () =>
            {
                time.Pass(7200);
                return (await desk.Jobs.FindAsync("order-2"))?.State == LedgerState.Delivered;
            });
        }
    }

    [Fact]
    public async Task The_same_message_again_is_answered_by_the_end_that_is_kept()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");

        await desk.AskAsync("order-1", """{ "prompt": "\u0061 boat" }""");
        var ended = await desk.Heard.UntilAsync<ModelEnded>(2);

        Assert.Equal(ended[0].RequestId, ended[1].RequestId);
        Assert.Equal(ended[0].Output!.Value.GetRawText(), ended[1].Output!.Value.GetRawText());
        Assert.Equal(1, desk.Service.Bills);
    }

    [Fact]
    public async Task A_key_with_another_input_is_refused_once_and_its_first_job_goes_on()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");

        await desk.AskAsync("order-1", """{"prompt":"a kite"}""");
        var refused = Assert.Single(await desk.Heard.UntilAsync<ModelRefused>());

        Assert.Equal(("order-1", ModelRefusal.Key), (refused.Key, refused.Refusal));
        Assert.Contains("SHA-256", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(desk.Heard.All<Fault<RunModel>>());
        Assert.Equal(1, desk.Service.Bills);
    }

    [Theory]
    [InlineData("order-1", """{"prompt":17}""")]
    [InlineData("order-1", "[]")]
    [InlineData("", """{"prompt":"a boat"}""")]
    public async Task A_message_that_cannot_be_a_job_is_refused_with_the_reason(string key, string input)
    {
        await using var desk = await Desk.OpenAsync();

        await desk.AskAsync(key, input);
        var refused = Assert.Single(await desk.Heard.UntilAsync<ModelRefused>());

        Assert.Equal((key, ModelRefusal.Input), (refused.Key, refused.Refusal));
        Assert.NotEmpty(refused.Reason);
        Assert.Empty(desk.Heard.All<Fault<RunModel>>());
    }

    [Fact]
    public async Task A_message_without_an_input_is_refused()
    {
        await using var desk = await Desk.OpenAsync();

        var endpoint = await desk.Bus.GetSendEndpoint(new Uri("queue:RunModel"));
        await endpoint.Send(new Incomplete("order-1", Shop.Model));
        var refused = Assert.Single(await desk.Heard.UntilAsync<ModelRefused>());

        Assert.Equal(("order-1", ModelRefusal.Input), (refused.Key, refused.Refusal));
    }

    [Fact]
    public async Task A_job_that_the_service_refuses_is_published_and_may_be_asked_for_again()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));

        await desk.AskAsync("order-1");
        var refused = Assert.Single(await desk.Heard.UntilAsync<ModelRefused>());
        await desk.AskAsync("order-1");
        await desk.UntilDeliveredAsync("order-1");

        Assert.Equal(("order-1", ModelRefusal.Service), (refused.Key, refused.Refusal));
        Assert.Equal(1, desk.Service.Bills);
    }

    [Fact]
    public async Task An_output_beyond_the_limit_is_left_in_the_ledger()
    {
        await using var desk = await Desk.OpenAsync(configure: options => options.MaxOutputBytes = 10);

        await desk.AskAsync("order-1");
        var ended = Assert.Single(await desk.Heard.UntilAsync<ModelEnded>());

        Assert.Equal(JobState.Succeeded, ended.Outcome);
        Assert.Null(ended.Output);
        Assert.Null(ended.Error);
        var result = await desk.Jobs.ResultAsync("order-1");
        Assert.StartsWith("http", result.Output.GetProperty("video").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Bodies that another program may send as a <see cref="RunModel"/>.</summary>
    [MessageUrn("SchemaSdk.MassTransit:RunModel")]
    public sealed record Incomplete(string Key, string ModelId);
}
