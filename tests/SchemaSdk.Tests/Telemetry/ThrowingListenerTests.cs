using System.Diagnostics;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Telemetry;

/// <summary>Listeners to spans that throw while a job goes on.</summary>
public sealed class ThrowingListenerTests
{
    [Fact]
    public async Task A_listener_that_throws_loses_no_job()
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage, _ => throw new IOException("The disk is full."));
        stage.Script.Status.Does(Steps.Answer(500), Steps.Status("in_progress"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(Steps.Id, result.RequestId);
        Assert.Equal(6, listener.Spans.Count);
    }

    [Fact]
    public async Task Who_throws_when_another_span_becomes_current_loses_no_job()
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage);
        stage.Script.Status.Does(Steps.Status("in_progress"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);
        var isMine = new AsyncLocal<bool> { Value = true };
        EventHandler<ActivityChangedEventArgs> unfit = (_, _) =>
        {
            if (isMine.Value)
            {
                throw new IOException("The disk is full.");
            }
        };
        Activity.CurrentChanged += unfit;
        try
        {
            var result = await Soon.Async(stage.Still.RunAsync("a cat"));

            Assert.Equal((Steps.Id, 1), (result.RequestId, stage.Script.Submit.Count));
        }
        finally
        {
            Activity.CurrentChanged -= unfit;
        }
    }

    [Theory]
    [InlineData("start")]
    [InlineData("sample")]
    public async Task A_listener_that_throws_when_a_span_begins_loses_no_job(string when)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);
        var isMine = new AsyncLocal<bool> { Value = true };
        void Throw(bool isWhen)
        {
            if (isWhen && isMine.Value)
            {
                throw new IOException("The disk is full.");
            }
        }

        using var unfit = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "SchemaSdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            {
                Throw(when == "sample");
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStarted = _ => Throw(when == "start"),
        };
        ActivitySource.AddActivityListener(unfit);

        Assert.Equal(Steps.Id, (await Soon.Async(stage.Still.RunAsync("a cat"))).RequestId);
    }
}
