using MassTransit;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

public class MessageTests
{
    [Fact]
    public async Task A_message_runs_its_job_and_the_output_is_published()
    {
        await using var app = await MessageHost.OpenAsync();

        await app.AskAsync("order-1");
        var ended = Assert.Single(await app.Heard.UntilAsync<ModelEnded>());
        await app.UntilDeliveredAsync("order-1");

        var job = await app.Jobs.FindAsync("order-1");
        Assert.Equal(("order-1", Shop.Model, JobState.Succeeded), (ended.Key, ended.ModelId, ended.Outcome));
        Assert.Equal((job!.RequestId, job.End?.CostUsd), (ended.RequestId, ended.CostUsd));
        Assert.Equal((job.RequestId, "order-1"), (ended.Job?.RequestId, ended.Job?.Key));
        Assert.StartsWith("http", ended.Output!.Value.GetProperty("video").GetString(), StringComparison.Ordinal);
        Assert.Null(ended.Error);
    }

    [Fact]
    public async Task The_message_about_an_unknown_job_has_its_handle_if_a_request_id_arrived()
    {
        await using var app = await MessageHost.OpenAsync();
        app.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.MidResponse));

        await app.AskAsync("order-1");
        var unknown = (await app.Heard.UntilAsync<ModelUnknown>())[0];

        Assert.Equal(app.Service.BilledRequestIds.Single(), unknown.RequestId);
        Assert.Equal((unknown.RequestId, Shop.Model, "order-1"), (unknown.Job?.RequestId, unknown.Job?.ModelId, unknown.Job?.Key));
    }

    [Fact]
    public async Task A_message_does_not_wait_for_the_job_of_the_previous_message()
    {
        var time = new PassingTime();
        await using var app = await MessageHost.OpenAsync(configure: options => options.MaxMessages = 1, time: time);
        await app.AskAsync("order-1");
        await app.UntilAsync("order-1", LedgerState.Accepted);

        try
        {
            await app.AskAsync("order-2");
            await app.UntilAsync("order-2", LedgerState.Accepted);
        }
        finally
        {
            // The bus waits for its consumers before it stops, so the job must end even if this test fails.
            await Soon.Until(async () =>
            {
                time.Pass(7200);
                return (await app.Jobs.FindAsync("order-2"))?.State == LedgerState.Delivered;
            });
        }
    }

    [Fact]
    public async Task A_repeated_message_is_answered_with_the_kept_result_and_one_with_another_input_is_refused()
    {
        await using var app = await MessageHost.OpenAsync();
        await app.AskAsync("order-1");
        await app.UntilDeliveredAsync("order-1");

        await app.AskAsync("order-1", """{ "prompt": "\u0061 boat" }""");
        var ended = await app.Heard.UntilAsync<ModelEnded>(2);
        await app.AskAsync("order-1", """{"prompt":"a kite"}""");
        var refused = Assert.Single(await app.Heard.UntilAsync<ModelRefused>());

        Assert.Equal(ended[0].RequestId, ended[1].RequestId);
        Assert.Equal(ended[0].Output!.Value.GetRawText(), ended[1].Output!.Value.GetRawText());
        Assert.Equal(("order-1", ModelRefusal.Key), (refused.Key, refused.Refusal));
        Assert.Contains("SHA-256", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(app.Heard.All<Fault<RunModel>>());
        Assert.Equal(1, app.Service.Bills);
    }

    [Theory]
    [InlineData("order-1", """{"prompt":17}""")]
    [InlineData("order-1", "[]")]
    [InlineData("", """{"prompt":"a boat"}""")]
    [InlineData("order-1", null)]
    public async Task A_message_that_cannot_be_a_job_is_refused_with_the_reason(string key, string? input)
    {
        await using var app = await MessageHost.OpenAsync();
        var endpoint = await app.Bus.GetSendEndpoint(new Uri("queue:RunModel"));

        await (input is null ? endpoint.Send(new Incomplete(key, Shop.Model)) : app.AskAsync(key, input));
        var refused = Assert.Single(await app.Heard.UntilAsync<ModelRefused>());

        Assert.Equal((key, ModelRefusal.Input), (refused.Key, refused.Refusal));
        Assert.NotEmpty(refused.Reason);
        Assert.Empty(app.Heard.All<Fault<RunModel>>());
    }

    [Fact]
    public async Task An_input_that_Newtonsoft_Json_did_not_transfer_is_refused_with_advice()
    {
        await using var app = await MessageHost.OpenAsync();

        await app.AskAsync("order-1", """{"valueKind":1}""");
        var refused = Assert.Single(await app.Heard.UntilAsync<ModelRefused>());

        Assert.Contains("uses Newtonsoft.Json", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LedgerRefusal.Service, ModelRefusal.Service)]
    [InlineData(LedgerRefusal.Input, ModelRefusal.Input)]
    [InlineData(LedgerRefusal.Budget, ModelRefusal.Budget)]
    [InlineData(LedgerRefusal.NotSent, ModelRefusal.NotSent)]
    [InlineData(LedgerRefusal.Person, ModelRefusal.Person)]
    public async Task The_message_about_a_refused_job_says_what_refused_it(LedgerRefusal by, ModelRefusal refusal)
    {
        await using var app = await MessageHost.OpenAsync();
        var job = app.Jobs.IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Refused, Refused = new() { By = by } };

        await app.RefuseAsync(job, new ModelException("No job was started."));
        var refused = Assert.Single(await app.Heard.UntilAsync<ModelRefused>());

        Assert.Equal((refusal, "No job was started."), (refused.Refusal, refused.Reason));
    }

    [Theory]
    [InlineData("large")]
    [InlineData("half a character")]
    [InlineData("deep")]
    public async Task An_output_beyond_the_limit_or_that_a_message_cannot_contain_is_left_in_the_ledger(string what)
    {
        var more = what switch
        {
            "large" => "\"a boat\"",
            "deep" => new string('[', 62) + new string(']', 62),
            _ => "\"a boat \\ud83d\"",
        };
        await using var app = await MessageHost.OpenAsync(
            configure: options => options.MaxOutputBytes = what == "large" ? 10 : options.MaxOutputBytes, inFront: new Adding(more));

        await app.AskAsync("order-1");
        var ended = Assert.Single(await app.Heard.UntilAsync<ModelEnded>());
        await app.UntilDeliveredAsync("order-1");

        Assert.Equal((JobState.Succeeded, null, null), (ended.Outcome, ended.Output, ended.Error));
        Assert.Equal(more, (await app.Jobs.ResultAsync("order-1")).Output.GetProperty("more").GetRawText());
    }

    [Theory]
    [InlineData("PublishTimeout")]
    [InlineData("RetryDelay")]
    public async Task A_time_above_24_days_is_refused_at_the_start(string option)
    {
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => MessageHost.OpenAsync(configure: options =>
            typeof(ModelMessageOptions).GetProperty(option)!.SetValue(options, TimeSpan.MaxValue)));

        Assert.Contains($"ModelMessageOptions.{option} must be more than 0, at most 24 days.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bus_other_than_the_default_one_is_refused()
    {
        var exception = Assert.ThrowsAny<Exception>(
            () => new ServiceCollection().AddMassTransit<ISideBus>(bus => bus.AddModelJobMessages()));

        Assert.Equal("bus", Assert.IsType<ArgumentException>(exception.GetBaseException()).ParamName);
    }

    /// <summary>An incomplete <see cref="RunModel"/>, as another program could send it.</summary>
    [MessageUrn("SchemaSdk.MassTransit:RunModel")]
    public sealed record Incomplete(string Key, string ModelId);

    private sealed class Adding(string more) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("/result", StringComparison.Ordinal))
            {
                var body = await response.Content.ReadAsStringAsync(cancellationToken);
                response.Content = new StringContent(
                    body.Replace("\"output\":{", $"\"output\":{{\"more\":{more},", StringComparison.Ordinal));
            }

            return response;
        }
    }
}
