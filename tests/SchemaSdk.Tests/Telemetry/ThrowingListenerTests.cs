using System.Diagnostics;

namespace SchemaSdk.Tests.Telemetry;

public sealed class ThrowingListenerTests
{
    [Fact]
    public async Task A_job_survives_a_listener_that_throws_at_the_end_of_a_span()
    {
        using var stage = Stage.Succeeding(Steps.Answer(500), Steps.Status("in_progress"), Steps.Status("completed"));
        using var listener = new Listener(stage, _ => throw new IOException("The disk is full."));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(Steps.Id, result.RequestId);
        Assert.Equal(6, listener.Spans.Count);
    }

    [Theory]
    [InlineData("sample")]
    [InlineData("start")]
    [InlineData("current changed")]
    public async Task A_job_survives_a_listener_that_throws_at_the_beginning_of_a_span(string when)
    {
        using var stage = Stage.Succeeding(Steps.Status("in_progress"), Steps.Status("completed"));
        var isMine = new AsyncLocal<bool> { Value = true };
        void Throw(string at)
        {
            if (at == when && isMine.Value)
            {
                throw new IOException("The disk is full.");
            }
        }

        EventHandler<ActivityChangedEventArgs> changed = (_, _) => Throw("current changed");
        using var throwing = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "SchemaSdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            {
                Throw("sample");
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStarted = _ => Throw("start"),
        };
        ActivitySource.AddActivityListener(throwing);
        Activity.CurrentChanged += changed;
        try
        {
            var result = await Soon.Async(stage.Still.RunAsync("a cat"));

            Assert.Equal((Steps.Id, 1), (result.RequestId, stage.Script.Submit.Count));
        }
        finally
        {
            Activity.CurrentChanged -= changed;
        }
    }
}
